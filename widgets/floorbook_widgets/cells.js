/** The cells of a matrix: what each says, their orders, their counts, and all of them as a table. */

/**
 * @typedef {Record<"meeting" | "participant" | "issue" | "word" | "told", string>
 *   & { n: number, unsure: boolean, points: string[] }} Cell
 * @typedef {Record<"id" | "participant" | "meeting" | "label" | "note" | "group" | "band", string>
 *   & { order: number }} Row `band` is the heading under which it stands apart, if it does
 * @typedef {{ id: string, label: string, issues: { id: string, label: string, claim: string }[] }} Group
 */

/** @import { Facet, Position } from "./types" */

/**
 * The columns in groups: the issues of each dimension that has any.
 * @param {Facet[]} facets
 * @returns {Group[]}
 */
export function groupsOf(facets) {
  /** @param {string} trait */
  const of = (trait) => facets.find((facet) => facet.trait === trait)?.options ?? [];
  return of("dimensions")
    .map(({ id, label }) => ({
      id,
      label,
      issues: of("issues")
        .filter(({ parent }) => parent === id)
        .map(({ id, label, note = "" }) => ({ id, label, claim: note })),
    }))
    .filter(({ issues }) => issues.length);
}

/**
 * The row that a cell stands in.
 * @param {Cell} cell
 */
export function rowOf(cell) {
  return `${cell.meeting}/${cell.participant}`;
}

/**
 * Rows in view in the order asked for; a column's id orders by the word on it, strongest first and
 * what is not recorded last. Ties keep the order of speaking; those who stand apart come after all others.
 * @param {Row[]} rows
 * @param {Cell[]} cells
 * @param {string} by "order", "label", "group", "breadth" or a column's id
 * @param {Position[]} words from the top of the scale down
 */
export function sorted(rows, cells, by, words) {
  /** @type {(row: Row) => string | number} */
  let key;
  if (by === "order") key = (row) => row.order;
  else if (by === "label" || by === "group") key = (row) => row[by];
  else if (by === "breadth") key = (row) => -cells.filter((c) => rowOf(c) === row.id).length;
  else {
    const scale = words.map(({ id }) => id);
    const ranks = new Map(cells.filter((c) => c.issue === by).map((c) => [rowOf(c), scale.indexOf(c.word)]));
    key = (row) => ranks.get(row.id) ?? Infinity;
  }
  /** @param {string | number} a @param {string | number} b */
  const compare = (a, b) =>
    typeof a === "string" ? a.localeCompare(String(b), "en") : a === b ? 0 : a < Number(b) ? -1 : 1;
  return [...rows].sort(
    (a, b) => Number(!!a.band) - Number(!!b.band) || compare(key(a), key(b)) || a.order - b.order,
  );
}

/**
 * Counts of cells by word, from the top of the scale down.
 * @param {Cell[]} cells
 * @param {Position[]} words
 * @returns {(Position & { n: number })[]}
 */
export function tally(cells, words) {
  return words
    .map((word) => ({ ...word, n: cells.filter((c) => c.word === word.id).length }))
    .filter(({ n }) => n);
}

/**
 * The cells in view as a table, in the order of the rows; what is not recorded has no row.
 * @param {Row[]} rows
 * @param {Cell[]} cells
 */
export function csvRows(rows, cells) {
  const header = ["meeting", "participant", "name", "issue", "word", "unsure", "n", "points"];
  return [
    header,
    ...rows.flatMap((row) =>
      cells
        .filter((c) => rowOf(c) === row.id)
        .map((c) => [
          c.meeting,
          c.participant,
          row.label,
          c.issue,
          c.word,
          c.unsure ? "true" : "",
          c.points.length,
          c.points.join(" "),
        ]),
    ),
  ];
}
