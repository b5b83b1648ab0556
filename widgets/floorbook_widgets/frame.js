/**
 * Large tables: their rows are written in steps, and only those near to what is in sight are laid
 * out and painted; the others come as they come near, are walked to, or are printed.
 */
import { arrange, steadily } from "./dom.js";

/** With more elements than these a browser takes longer than a tenth of a second to paint a change. */
const MANY = 25_000;
/** How many rows are written in one step. */
const STEP = 24;
/** How far from what is in sight a row is near, in heights of the window. */
const NEAR = 0.5;
const FAR = ["far", "room"];
/** How many rows with the longest texts are laid out to know how wide a column has to be. */
const LONGEST = 3;
/** Heads of the columns that are as wide as the longest text, also while that is left out. */
const HEADS = ".corner, .matrix .issue.folded, .values > thead th, .beside-table > thead th";
/** What has no heights. */
const FOLDED = "details:not([open])";

/** @typedef {HTMLTableRowElement} Row */

/** @param {Row} row whether it stays wherever it is: the reader is at work in it */
function kept(row) {
  const next = row.nextElementSibling;
  return row.matches(".beside") || next?.matches(".beside") || row.contains(document.activeElement);
}

/** @param {Element} el @returns {HTMLTableCellElement[]} heads whose columns are to keep their width */
function headsOf(el) {
  return [...el.querySelectorAll(HEADS)].filter((head) => head instanceof HTMLTableCellElement);
}

/** The rows with the longest texts in a column. @param {Row[]} rows @param {number} column */
function longest(rows, column) {
  const lengths = Uint32Array.from(rows, (row) => row.cells[column]?.textContent?.length ?? 0);
  const least = lengths.slice().sort().at(-LONGEST) ?? 0;
  return rows.filter((_, i) => lengths[i] >= least).slice(0, LONGEST);
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
 * @template Told
 * @typedef Body rows that stand together in a table
 * @property {Element} el
 * @property {Told[]} rows
 * @property {(row: Told) => HTMLElement[]} linesOf the elements of a row, and of what is open beneath it
 * @property {HTMLElement[]} [first] what stands before them
 */

/**
 * Where many elements of rows are new, they are written in steps: the first can be read while the
 * others are written. Of a large table they alone are laid out until all are there.
 * @template Told
 * @param {Body<Told>} body
 * @returns {Generator<void, HTMLElement[]>}
 */
function* linesInSteps({ el, rows, linesOf, first = [] }) {
  const empty = !el.firstElementChild;
  const all = first.slice();
  /** @type {HTMLElement[]} */
  let fresh = first.slice();
  for (const row of rows) {
    const lines = linesOf(row);
    if (!lines[0].isConnected) {
      if (all.length >= STEP && areMany(all[first.length], rows.length)) lines[0].classList.add("far");
      fresh.push(...lines);
    }
    all.push(...lines);
    if (fresh.length < STEP) continue;
    if (empty) el.append(...fresh);
    fresh = [];
    yield;
  }
  return all;
}

/**
 * A function that writes the rows of all bodies in steps and puts them in place at once, and from
 * then on leaves out those that are far from what is in sight, if there is much in them.
 * @param {HTMLElement} el what the table scrolls in, or has several of them
 * @param {AbortSignal} signal
 */
export function rowsOf(el, signal) {
  const look = nearRows(el, signal);
  /**
   * @template Told
   * @param {Body<Told>[]} bodies
   * @param {() => void} [then] what else changes together with the rows
   * @returns {Generator<void, void>}
   */
  return function* (bodies, then = () => {}) {
    /** @type {HTMLElement[][]} */
    const lines = [];
    for (const body of bodies) lines.push(yield* linesInSteps(body));
    steadily(el, () => {
      for (const [i, body] of bodies.entries()) arrange(body.el, lines[i]);
      then();
    });
    yield;
    look();
  };
}

/**
 * A function that leaves out the rows that are far from what is in sight, if there is much in them.
 * @param {HTMLElement} el what the table scrolls in, or has several of them
 * @param {AbortSignal} signal
 * @returns {() => void}
 */
function nearRows(el, signal) {
  /** @type {WeakMap<Row, number>} */
  let heights = new WeakMap();
  /** How high a row is that was never laid out: as those were, on average, that were first. */
  let usual = 0;
  let thin = false;
  let asked = false;
  /** For how many rows the columns are wide enough. */
  let fitted = 0;

  /**
   * @param {Row[]} rows
   * @param {number} top where the first of them begins
   * @param {number} gap what is between two of them
   */
  const part = (rows, top, gap) => {
    const shown = rows.filter((row) => !row.matches(".far, .room"));
    const tall = shown.map((row) => row.getBoundingClientRect().height);
    for (const [i, row] of shown.entries()) heights.set(row, tall[i]);
    if (!usual && tall.length) usual = tall.reduce((sum, one) => sum + one) / tall.length;
    let y = top;
    /** @type {Row | undefined} */
    let room; // stands for all that are left out one after the other
    let taken = 0;
    /** @type {Map<HTMLElement, number>} */
    const rooms = new Map();
    const [first, last] = [-NEAR * innerHeight, (1 + NEAR) * innerHeight];
    for (const row of rows) {
      const height = (heights.get(row) ?? usual) + gap;
      const near = (y + height > first && y < last) || kept(row);
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

  /** Let each column be as wide as its longest texts, also while they are left out. @param {Row[]} rows */
  const widen = (rows) => {
    const heads = headsOf(el);
    if (rows.length <= fitted && heads.every((head) => head.style.minWidth)) return;
    fitted = rows.length;
    for (const head of heads) {
      head.style.minWidth = "";
      for (const row of longest(rows, head.cellIndex)) bringNear(row);
    }
    const widths = heads.map((head) => head.getBoundingClientRect().width);
    for (const [i, head] of heads.entries())
      Object.assign(head.style, { boxSizing: "border-box", minWidth: `${widths[i]}px` });
  };

  const showAll = () => {
    for (const row of el.querySelectorAll(".far,.room")) bringNear(row);
    if (fitted) for (const head of headsOf(el)) head.style.minWidth = "";
    fitted = 0;
  };

  const look = () => {
    const bodies = [...el.querySelectorAll("table")].flatMap((table) => [...table.tBodies]);
    const rows = bodies.flatMap((body) => [...body.rows]);
    thin = areMany(rows[0], rows.length);
    if (!thin) return showAll();
    const open = bodies.filter((body) => !body.closest(FOLDED));
    if (open.length) widen(rows);
    for (const body of open) {
      const { borderCollapse, borderSpacing } = getComputedStyle(body);
      const gap = borderCollapse === "collapse" ? 0 : parseFloat(borderSpacing.split(" ").at(-1) ?? "");
      part([...body.rows], body.getBoundingClientRect().top, gap);
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
  const anew = () => {
    [heights, usual, fitted] = [new WeakMap(), 0, 0];
    soon();
  };
  for (const kind of ["scroll", "toggle"])
    addEventListener(kind, soon, { capture: true, passive: true, signal });
  addEventListener("resize", anew, { signal });
  return look;
}
