/** Tables as CSV for people: safe to open in a spreadsheet. */
/** @typedef {string | number | null | undefined} Value */

/** What spreadsheets begin a formula with, some after space or in full width, or cut a cell before. */
const FORMULA = /^[\s\u200b\ufeff]*[=+\-@＝＋－＠]|^[\t\r\n]/;

/**
 * One field. Text that a spreadsheet would take for a formula gets an apostrophe before it, as
 * spreadsheets write it themselves; numbers stay as they are.
 * @param {Value} value
 */
export function field(value) {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return String(value);
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",;\t\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/**
 * Rows as CSV, the first of them the header; UTF-8, comma, LF.
 * @param {Value[][]} rows
 */
export function csv(rows) {
  return rows.map((row) => `${row.map(field).join(",")}\n`).join("");
}
