/** Tables as CSV for people: safe to open in a spreadsheet. */
import { LIVE, fill, h } from "./dom.js";

/** @import { Selection } from "./types" */

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

/**
 * A part of a file's name: the words of a text, of any script, as many whole ones as there is room
 * for. Nothing else stays: no mark that leads elsewhere, ends a name or turns it around.
 * @param {string} text
 * @param {number} most characters
 */
export function slug(text, most) {
  const words = text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "");
  const letters = [...words];
  if (letters.length <= most) return words;
  const cut = letters.slice(0, most).join("");
  return letters[most] === "-" ? cut : cut.replace(/-[^-]*$/, "");
}

/**
 * A name for a file, from a heading's words.
 * @param {string} heading
 */
export function fileName(heading) {
  return `${slug(heading, 60) || "table"}.csv`;
}

/**
 * Give text to the reader as a file.
 * @param {string} name
 * @param {string} text
 * @param {string} type
 */
export function download(name, text, type) {
  const url = URL.createObjectURL(new Blob([text], { type }));
  h("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}

/**
 * A button that saves what `rows` gives at that moment.
 * @param {Selection} selection
 * @param {string} heading
 * @param {() => Value[][]} rows
 */
export function saveButton(selection, heading, rows) {
  const phrases = selection.get("phrases");
  return h(
    "button",
    {
      ...LIVE,
      type: "button",
      class: "save",
      "data-key": "save",
      "data-csv": fileName(heading),
      "aria-label": fill(phrases["save of"], { heading }),
      // The mark tells spreadsheets that this is UTF-8.
      onclick: () => download(fileName(heading), `\ufeff${csv(rows())}`, "text/csv"),
    },
    phrases.save,
  );
}
