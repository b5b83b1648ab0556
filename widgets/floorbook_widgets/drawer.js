/** The recorded points behind a mark, as a list. Used beside every mark and by Evidence. */
import { LIVE, fill, h, plain } from "./dom.js";
import { change, NOTHING, optionsOf } from "./selection.js";

/** @import { Option, Phrases, PointRecord, Position, Selection } from "./types" */

/**
 * @typedef Words
 * @property {Map<string, Map<string, Option>>} options
 * @property {Map<string, Position>} positions
 * @property {Phrases} phrases
 */

/**
 * A word's letter on its colour; the word itself stands beside it.
 * @param {string} tone
 * @param {string} letter
 * @param {boolean} [unsure] whether the word rests on a coding marked unsure
 */
export function chip(tone, letter, unsure) {
  return h(
    "span",
    { class: unsure ? "chip unsure" : "chip", "data-tone": tone, "aria-hidden": "true" },
    letter,
  );
}

/**
 * The same before its word, which says as much without script.
 * @param {string} tone
 * @param {string} letter
 * @param {boolean} [unsure]
 */
export function badge(tone, letter, unsure) {
  return h("span", LIVE, chip(tone, letter, unsure), " ");
}

/** Give the keyboard focus back to the control in `el` that opened the evidence. @param {HTMLElement} el */
export function focusOpen(el) {
  /** @type {HTMLElement | null} */ (el.querySelector('[aria-expanded="true"]'))?.focus();
}

/**
 * @param {Selection} selection
 * @returns {Map<string, Position>}
 */
export function positionsOf(selection) {
  return new Map(selection.get("positions").map((p) => [p.id, p]));
}

/**
 * What points are shown with: the labels of ids, the positions, and phrases.
 * @param {Selection} selection
 * @returns {Words}
 */
export function wordsOf(selection) {
  return {
    options: optionsOf(selection),
    positions: positionsOf(selection),
    phrases: selection.get("phrases"),
  };
}

/**
 * What a point says, and whose words that is; a long one is shown short, and opens.
 * @param {PointRecord} record
 */
function gist({ gist, short, whose }) {
  const mine = h("span", { class: "mine" }, whose);
  if (!short) return h("p", { class: "gist" }, h("bdi", {}, gist), " ", mine);
  return h(
    "details",
    { class: "gist" },
    h("summary", {}, h("bdi", {}, short), " ", mine),
    h("p", {}, h("bdi", {}, gist)),
  );
}

/**
 * That a coding is unsure, and the coder's reason, where there is one to read.
 * @param {Phrases} phrases
 * @param {boolean | undefined} unsure
 * @param {string | undefined} why
 */
function doubt(phrases, unsure, why) {
  if (why)
    return [
      " ",
      h(
        "details",
        { class: "why" },
        h("summary", {}, unsure ? phrases.unsure : phrases.note),
        " ",
        h("bdi", {}, why),
      ),
    ];
  return unsure ? [" ", h("span", { class: "unsure" }, phrases.unsure)] : null;
}

/**
 * One point: where it stands, what it says, and how it is coded.
 * @param {Words} words
 * @param {PointRecord} record
 */
export function pointItem({ options, positions, phrases }, record) {
  const codings = record.codings.map(({ issue, position, voice, unsure, why }) => {
    const p = positions.get(position);
    return h(
      "li",
      {},
      badge(p?.tone ?? "", p?.letter ?? ""),
      h("bdi", {}, options.get("issue")?.get(issue)?.label ?? issue),
      ": ",
      h("b", {}, p?.label ?? position),
      voice === "own" ? null : ` (${voice})`,
      doubt(phrases, unsure, why),
    );
  });
  return h(
    "li",
    { class: "point", "data-point": record.id },
    h(
      "p",
      { class: "place" },
      h("b", {}, options.get("participant")?.get(record.participant)?.label ?? record.participant),
      [record.turn, record.place].flatMap((text) => (text ? [" · ", h("bdi", {}, text)] : [])),
    ),
    gist(record),
    record.passage ? h("blockquote", {}, record.passage) : null,
    codings.length
      ? h("ul", { class: "codings" }, codings)
      : h("p", { class: "codings none" }, phrases.uncoded),
  );
}

/**
 * The list of the points with these ids, in the order of the meeting.
 * @param {Selection} selection
 * @param {string[]} ids
 */
export function pointList(selection, ids) {
  const wanted = new Set(ids);
  const records = selection.get("records").filter((r) => wanted.has(r.id));
  const words = wordsOf(selection);
  return h(
    "ol",
    { class: "points" },
    records.map((r) => pointItem(words, r)),
  );
}

/**
 * Copy a text that is shown; where the clipboard is closed to the page, it is selected for the
 * reader to copy.
 * @param {Phrases} phrases
 * @param {HTMLElement} text
 * @param {HTMLElement} status
 */
export function copy(phrases, text, status) {
  const mark = () => getSelection()?.selectAllChildren(text);
  const told = () => {
    status.textContent = phrases.copied;
  };
  navigator.clipboard?.writeText(text.textContent ?? "").then(told, mark) ?? mark();
}

/**
 * The mark as one hedged sentence, to be copied.
 * @param {Phrases} phrases
 * @param {string} sentence
 */
function cable(phrases, sentence) {
  const status = h("span", { role: "status", class: "n" });
  const text = h("span", { class: "sentence" }, sentence);
  return h(
    "p",
    { class: "cable" },
    text,
    " ",
    plain("copy", phrases.copy, () => copy(phrases, text, status)),
    " ",
    status,
  );
}

/** What is in focus, and on how many points. @param {Selection} selection @param {HTMLElement} button */
export function panelHead(selection, button) {
  const { label, points } = selection.get("focus");
  return h(
    "header",
    {},
    h("h4", {}, label),
    h("span", { class: "n" }, fill(selection.get("phrases").recorded, { n: points.length })),
    button,
  );
}

/**
 * The panel that opens beside a mark while its points are in focus; null otherwise.
 * @param {Selection} selection
 * @param {string} at the widget that the click came from
 * @param {() => void} [back] gives the keyboard focus back after closing
 */
export function drawer(selection, at, back) {
  const { focus, phrases } = { focus: selection.get("focus"), phrases: selection.get("phrases") };
  if (focus.at !== at || !focus.label) return null;
  const close = () => {
    change(selection, { focus: NOTHING });
    back?.();
  };
  return h(
    "section",
    { class: "drawer", tabindex: -1, "aria-label": fill(phrases.behind, { label: focus.label }) },
    panelHead(selection, plain("close", phrases.close, close)),
    focus.sentence ? cable(phrases, focus.sentence) : null,
    focus.points.length
      ? pointList(selection, focus.points)
      : focus.sentence
        ? null
        : h("p", {}, phrases.nothing),
  );
}

/**
 * The evidence of what is open in a row, beneath it.
 * @param {Selection} selection
 * @param {import("./dom.js").Written} written
 * @param {HTMLElement} from the row
 * @param {number} columns
 */
export function beside(selection, written, from, columns) {
  const focus = selection.get("focus");
  const row = /** @type {HTMLTableRowElement} */ (
    written.of("beside", focus, () =>
      h(
        "tr",
        { class: "beside" },
        h(
          "td",
          {},
          drawer(selection, focus.at, () => focusOpen(from)),
        ),
      ),
    )
  );
  row.cells[0].colSpan = columns;
  return row;
}
