/**
 * Large tables: their rows are written in steps, and only those near to what is in sight are laid
 * out and painted; the others come as they come near, are walked to, or are printed.
 */

/** With more elements than these a browser takes longer than a tenth of a second to paint a change. */
const MANY = 25_000;
/** How many rows are written in one step. */
const STEP = 24;
/** How far from what is in sight a row is near, in heights of the window. */
const NEAR = 0.5;
const FAR = ["far", "room"];
/** Of how many rows the names are tried for the longest one. */
const LONGEST = 3;

/** @typedef {HTMLTableRowElement} Row */

/** @param {Row} row whether it stays wherever it is: the reader is at work in it */
function kept(row) {
  const next = row.nextElementSibling;
  return row.matches(".beside") || next?.matches(".beside") || row.contains(document.activeElement);
}

/** Show a row that may have been left out. @param {Element} row */
export function bringNear(row) {
  row.classList.remove(...FAR);
}

/** Whether so many rows like this one are too many to be laid out. @param {Element | undefined} row @param {number} n */
function areMany(row, n) {
  return n > STEP && row !== undefined && row.getElementsByTagName("*").length * n > MANY;
}

/**
 * The elements of rows, and of what is open between them. Where many are new, they are written in
 * steps: the first can be read while the others are written.
 * @template Told
 * @param {Element} body for the rows
 * @param {Told[]} rows
 * @param {(row: Told) => HTMLElement[]} linesOf
 * @param {boolean} [thin] whether `nearRows` is called for the table when all are written: of a large one
 *   the first rows alone are laid out until then
 * @returns {Generator<void, HTMLElement[]>}
 */
export function* rowsInSteps(body, rows, linesOf, thin = false) {
  const empty = !body.firstElementChild;
  /** @type {HTMLElement[]} */
  const all = [];
  /** @type {HTMLElement[]} */
  let fresh = [];
  for (const row of rows) {
    const lines = linesOf(row);
    if (!lines[0].isConnected) {
      if (thin && all.length >= STEP && areMany(all[0], rows.length)) lines[0].classList.add("far");
      fresh.push(...lines);
    }
    all.push(...lines);
    if (fresh.length < STEP) continue;
    if (empty) body.append(...fresh);
    fresh = [];
    yield;
  }
  return all;
}

/**
 * A function that leaves out the rows that are far from what is in sight, if there is much in them.
 * @param {HTMLElement} el what the table scrolls in, or has several of them
 * @param {AbortSignal} signal
 * @returns {() => void}
 */
export function nearRows(el, signal) {
  /** @type {WeakMap<Row, number>} */
  const heights = new WeakMap();
  let thin = false;
  let asked = false;
  /** For how many rows the longest name was looked for. */
  let named = 0;

  /**
   * @param {Row[]} rows
   * @param {number} top where the first of them begins
   * @param {number} gap what is between two of them
   */
  const part = (rows, top, gap) => {
    const shown = rows.filter((row) => !row.matches(".far, .room"));
    for (const row of shown) heights.set(row, row.getBoundingClientRect().height);
    const usual = heights.get(shown[0]) ?? 0;
    let y = top;
    /** @type {Row | undefined} */
    let room; // stands for all that are left out one after the other
    let taken = 0;
    /** @type {Map<HTMLElement, number>} */
    const rooms = new Map();
    const [first, last] = [-NEAR * innerHeight, (1 + NEAR) * innerHeight];
    for (const row of rows) {
      const height = (heights.get(row) ?? usual) + gap;
      const near = !thin || (y + height > first && y < last) || kept(row);
      y += height;
      if (near) room = undefined;
      else if (!room) [room, taken] = [row, 0];
      taken += height;
      row.classList.toggle("room", room === row);
      row.classList.toggle("far", !near && room !== row);
      if (room) rooms.set(room, taken - gap);
    }
    for (const [row, height] of rooms) row.style.setProperty("--room", `${height}px`);
  };

  /** As wide as the longest name, also while that is left out. @param {HTMLElement} corner @param {Row[]} rows */
  const widen = (corner, rows) => {
    named = rows.length;
    const names = rows.map((row) => ({ row, length: row.cells[0].textContent?.length ?? 0 }));
    const longest = names.sort((a, b) => b.length - a.length).slice(0, LONGEST);
    for (const { row } of longest) bringNear(row);
    Object.assign(corner.style, { boxSizing: "border-box", minWidth: `${corner.offsetWidth}px` });
  };

  const look = () => {
    const bodies = [...el.querySelectorAll("table")].flatMap((table) => [...table.tBodies]);
    const rows = bodies.flatMap((body) => [...body.rows]);
    const many = areMany(rows[0], rows.length);
    if (!many && !thin && !el.querySelector("tr.far")) return;
    thin = many;
    const corner = /** @type {HTMLElement | null} */ (el.querySelector(".corner"));
    if (corner && rows.length > named) widen(corner, rows);
    for (const body of bodies) {
      const { borderCollapse, borderSpacing } = getComputedStyle(body);
      const gap = borderCollapse === "collapse" ? 0 : parseFloat(borderSpacing.split(" ").at(-1) ?? "");
      const { top, height } = body.getBoundingClientRect();
      if (height) part([...body.rows], top, gap); // folded, it has no heights to go by
    }
  };

  const soon = () => {
    if (asked || !thin) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      look();
    });
  };
  for (const kind of ["scroll", "resize", "toggle"])
    addEventListener(kind, soon, { capture: true, passive: true, signal });
  return look;
}
