/**
 * Of a large table the rows that are near to what is in sight are laid out and painted, and no
 * others: these come as they come near, are walked to, or are printed.
 */

/** With more cells than these a browser takes longer than a tenth of a second to paint a change. */
const MANY = 6000;
/** How far from what is in sight a row is near, in heights of the window. */
const NEAR = 0.5;
const FAR = ["far", "room"];

/** @param {HTMLTableRowElement} row whether it stays wherever it is: the reader is at work in it */
function kept(row) {
  const next = row.nextElementSibling;
  return row.matches(".beside") || next?.matches(".beside") || row.contains(document.activeElement);
}

/** Show a row that may have been left out. @param {Element} row */
export function bringNear(row) {
  row.classList.remove(...FAR);
}

/**
 * A function that leaves out the rows that are far from what is in sight, if there are many cells.
 * @param {HTMLElement} el what the table scrolls in
 * @param {AbortSignal} signal
 * @returns {() => void}
 */
export function nearRows(el, signal) {
  /** @type {WeakMap<HTMLTableRowElement, number>} */
  const heights = new WeakMap();
  let thin = false;
  let asked = false;

  /**
   * @param {HTMLTableRowElement[]} rows
   * @param {number} top where the first of them begins
   * @param {number} gap what is between two of them
   */
  const part = (rows, top, gap) => {
    const shown = rows.filter((row) => !row.matches(".far, .room"));
    for (const row of shown) heights.set(row, row.getBoundingClientRect().height);
    const usual = heights.get(shown[0]) ?? 0;
    let y = top;
    /** @type {HTMLTableRowElement | undefined} */
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

  const look = () => {
    const table = /** @type {HTMLTableElement} */ (el.querySelector("table"));
    const rows = [...table.tBodies].flatMap((body) => [...body.rows]);
    const many = rows.length * (rows[0]?.cells.length ?? 0) > MANY;
    if (!many && !thin) return;
    const corner = /** @type {HTMLElement | null} */ (table.querySelector(".corner"));
    // As wide as the longest name, also while that is left out.
    if (corner && !thin) {
      Object.assign(corner.style, { boxSizing: "border-box", minWidth: `${corner.offsetWidth}px` });
    }
    thin = many;
    const { borderCollapse, borderSpacing } = getComputedStyle(table);
    const gap = borderCollapse === "collapse" ? 0 : parseFloat(borderSpacing.split(" ").at(-1) ?? "");
    for (const body of table.tBodies) part([...body.rows], body.getBoundingClientRect().top, gap);
  };

  const soon = () => {
    if (asked || !thin) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      look();
    });
  };
  for (const kind of ["scroll", "resize"])
    addEventListener(kind, soon, { capture: true, passive: true, signal });
  return look;
}
