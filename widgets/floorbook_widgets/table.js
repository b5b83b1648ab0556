/** Any DataFrame whose rows carry ids: filtered, sorted, opened and saved here. */
import {
  Written,
  arrange,
  below,
  entitle,
  figure,
  fill,
  h,
  line,
  listen,
  plain,
  redraw,
  say,
  scroller,
  steadily,
  unprinted,
  widthOf,
} from "./dom.js";
import { badge, beside, positionsOf } from "./drawer.js";
import { rowsOf } from "./frame.js";
import { change, inView, joined, opener, sayOpen, traitsOf, viewOf } from "./selection.js";
import { drawFirst, whenSeen } from "./sight.js";
import { takeAlong } from "./taking.js";

/** @import { Context, Focus, Mark, Model, Selection, TableState } from "./types" */

/** @typedef {string | [string, number]} Cell a text, or a number behind its text */
/**
 * @typedef Row
 * @property {Cell[]} cells
 * @property {(string | null)[]} [positions]
 * @property {Mark} mark
 * @property {string} label
 * @property {string[]} points
 * @property {string} [sentence]
 */

/**
 * Rows by one column: numbers by size, text by alphabet, blanks last; ties stay as they were.
 * @param {Row[]} rows
 * @param {number} column
 * @param {boolean} down
 */
export function sortedBy(rows, column, down) {
  if (column < 0) return rows;
  const sign = down ? -1 : 1;
  return [...rows].sort((one, two) => {
    const [a, b] = [rawOf(one.cells[column]), rawOf(two.cells[column])];
    const blank = Number(a === "") - Number(b === "");
    if (blank) return blank;
    return (
      sign *
      (typeof a === "number" && typeof b === "number"
        ? a - b
        : String(a).localeCompare(String(b), "en", { numeric: true }))
    );
  });
}

/** What a cell is sorted and saved by. @param {Cell} cell */
function rawOf(cell) {
  return typeof cell === "string" ? cell : cell[1];
}

/** What is not recorded has no letter. @param {Selection} selection @param {string | null | undefined} id */
function chipOf(selection, id) {
  const position = id ? positionsOf(selection).get(id) : undefined;
  return position ? badge(position.tone, position.letter) : null;
}

/**
 * The head of a table, whose columns order the rows.
 * @param {Model<TableState>} model
 * @param {string | null} evidence what a column of it is called, where one follows
 */
function head(model, evidence) {
  const [column, down] = model.get("order");
  /** @param {number} i */
  const sort = (i) => change(model, { order: column !== i ? [i, false] : down ? [-1, false] : [i, true] });
  return h(
    "tr",
    {},
    model.get("headers").map((header, i) =>
      h(
        "th",
        { scope: "col", "aria-sort": column !== i ? undefined : down ? "descending" : "ascending" },
        plain(`sort ${i}`, [header, column !== i ? "" : down ? " ▾" : " ▴"], () => sort(i)),
      ),
    ),
    evidence && h("th", { scope: "col" }, evidence),
  );
}

/**
 * @param {Selection} selection
 * @param {Row} row
 * @param {string[]} headers which stand before each value where a narrow page makes a card of the row
 * @param {string} place
 * @param {boolean} evidence
 */
function write(selection, row, headers, place, evidence) {
  const told = fill(selection.get("phrases").point, { n: row.points.length });
  return h(
    "tr",
    {},
    row.cells.map((cell, i) =>
      h(
        i ? "td" : "th",
        {
          scope: i ? undefined : "row",
          class: widthOf(rawOf(cell)),
          "data-label": i ? headers[i] : undefined,
        },
        chipOf(selection, row.positions?.[i]),
        typeof cell === "string" ? cell : cell[0],
      ),
    ),
    evidence
      ? h(
          "td",
          {},
          row.points.length || row.sentence
            ? opener(
                selection,
                { points: row.points, label: row.label, at: place, sentence: row.sentence ?? "" },
                {
                  "data-key": place,
                  "aria-label": `${row.label}: ${told}`,
                  "aria-expanded": "false",
                },
                told,
              )
            : "",
        )
      : null,
  );
}

export default {
  /** What a reader may change, with the values it can take. @type {import("./types").Kept<TableState>} */
  kept: { order: (model) => [true, false, -1, ...model.get("headers").keys()] },
  /** @param {Context<TableState>} context */
  async render({ model, el, signal, host }) {
    const selection = await joined({ model, el, signal, host });
    if (signal.aborted) return;
    const at = model.get("name");
    const written = new Written();
    const heading = h("h3");
    const subtitle = line("subtitle", "");
    const [top, body] = [h("thead"), h("tbody")];
    const empty = h("p", {}, model.get("empty"));
    const count = h("summary");
    const frame = scroller(model.get("heading"), "values", top, body);
    const fold = /** @type {HTMLDetailsElement} */ (h("details", { class: "fold" }, count, frame));
    /** @returns {Row[]} */
    const inOrder = () => {
      const view = viewOf(selection);
      const [column, down] = model.get("order");
      return sortedBy(
        model.get("rows").filter((row) => inView(view, row.mark)),
        column,
        down,
      );
    };
    const take = takeAlong(selection, {
      name: at,
      heading: () => model.get("heading"),
      rows: () => [model.get("headers"), ...inOrder().map((row) => row.cells.map(rawOf))],
    });
    redraw(
      el,
      figure(
        heading,
        subtitle,
        model.get("folded") ? below(fold, unprinted(selection.get("phrases")), take) : frame,
        empty,
        model.get("note") && line("note", model.get("note")),
        model.get("folded") ? null : take,
      ),
    );
    /**
     * A row, and beneath it the evidence when it is open.
     * @param {Row} row
     * @param {string} place
     * @param {boolean} evidence
     * @param {Focus} focus
     */
    const lines = (row, place, evidence, focus) => {
      const tr = written.of(row, "", () => write(selection, row, model.get("headers"), place, evidence));
      if (focus.at !== place || !focus.label) return [tr];
      return [tr, beside(selection, written, tr, model.get("headers").length + 1)];
    };
    const put = rowsOf(frame, signal);
    const draw = function* () {
      /** @type {Row[]} */
      const whole = model.get("rows");
      const rows = inOrder();
      const phrases = selection.get("phrases");
      const evidence = whole.some((row) => row.points.length || row.sentence);
      const places = new Map(whole.map((row, i) => [row, `${at} ${i}`]));
      const focus = selection.get("focus");
      entitle(heading, model.get("heading"), phrases.shown, rows.length, whole.length);
      say(subtitle, model.get("subtitle"));
      subtitle.hidden = !model.get("subtitle");
      say(count, fill(phrases.rows, { n: rows.length }));
      // Of nothing there is no table: the heading says so in words.
      fold.hidden = frame.hidden = take.hidden = !rows.length;
      fold.open ||= [...places.values()].includes(focus.at);
      empty.hidden = rows.length > 0 || !empty.textContent;
      steadily(el, () => {
        arrange(top, [
          written.of("head", `${model.get("order")} ${evidence}`, () =>
            head(model, evidence ? phrases.evidence : null),
          ),
        ]);
      });
      /** @param {Row} row */
      const linesOf = (row) => lines(row, places.get(row) ?? "", evidence, focus);
      yield* put([{ el: body, rows, linesOf }], () => sayOpen(body, focus));
    };
    const later = whenSeen(el, draw, signal);
    listen(selection, ["facets"], () => written.clear(), signal);
    listen(model, ["rows"], () => written.clear(), signal);
    listen(selection, [...traitsOf(selection), "focus", "facets"], later, signal);
    listen(model, ["rows", "order", "heading", "subtitle"], later, signal);
    listen(model, ["order"], () => (frame.scrollTop = 0), signal);
    later();
    drawFirst(el);
  },
};
