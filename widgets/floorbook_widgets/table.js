/** Any DataFrame whose rows carry ids: filtered, sorted, opened and saved here. */
import { saveButton } from "./csv.js";
import { Written, arrange, count, entitle, h, listen, redraw, say, steadily, widthOf } from "./dom.js";
import { chip, drawer, focusOpen } from "./drawer.js";
import { change, inView, joined, opener, sayOpen, traitsOf, viewOf } from "./selection.js";
import { whenSeen } from "./sight.js";

/** @import { Context, Focus, Mark, Model } from "./types" */

/** @typedef {{ cells: (string | number | null)[], chips: ([string, string] | null)[], mark: Mark, label: string, points: string[], sentence?: string }} Row */

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
    const [a, b] = [one.cells[column], two.cells[column]];
    const blank = Number(a === null || a === "") - Number(b === null || b === "");
    if (blank) return blank;
    return sign * (typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), "en", { numeric: true }));
  });
}

/**
 * A value as it is shown: a blank for none, at most two decimals.
 * @param {string | number | null} value
 */
export function shownValue(value) {
  if (value === null) return "";
  return typeof value === "number" ? String(Math.round(value * 100) / 100) : value;
}

/** @param {[string, string] | null} found tone and letter; what is not recorded has no letter */
function chipOf(found) {
  return found?.[1] ? [chip(found[0], found[1]), " "] : null;
}

/**
 * The head of a table, whose columns order the rows.
 * @param {Model} model
 * @param {boolean} evidence whether a column of it follows
 */
function head(model, evidence) {
  const [column, down] = model.get("order");
  /** @param {number} i */
  const sort = (i) => change(model, { order: column !== i ? [i, false] : down ? [-1, false] : [i, true] });
  return h("tr", {}, model.get("headers").map((/** @type {string} */ header, /** @type {number} */ i) =>
    h("th", { scope: "col", "aria-sort": column !== i ? undefined : down ? "descending" : "ascending" },
      h("button", { type: "button", class: "plain", "data-key": `sort ${i}`, onclick: () => sort(i) }, header, column !== i ? "" : down ? " ▾" : " ▴"))),
  evidence ? h("th", { scope: "col" }, "Evidence") : null);
}

/**
 * @param {Model} selection
 * @param {Row} row
 * @param {string} place
 * @param {boolean} evidence
 */
function line(selection, row, place, evidence) {
  return h("tr", {},
    row.cells.map((cell, i) => h(i ? "td" : "th", i ? { class: widthOf(cell) } : { scope: "row", class: widthOf(cell) },
      chipOf(row.chips[i]), shownValue(cell))),
    evidence ? h("td", {}, row.points.length || row.sentence ? opener(selection, { points: row.points, label: row.label, at: place, sentence: row.sentence ?? "" }, {
      "data-key": place, "aria-label": `${row.label}: ${count(row.points.length, "point")}`, "aria-expanded": "false",
    }, count(row.points.length, "point")) : "") : null);
}

export default {
  /** What a reader may change, with the values it can take. @type {import("./types").Kept} */
  kept: { order: (model) => [true, false, -1, ...model.get("headers").keys()] },
  /** @param {Context} context */
  async render({ model, el, signal, host }) {
    const selection = await joined({ model, el, signal, host });
    if (signal.aborted) return;
    const at = model.get("name");
    const written = new Written();
    const heading = h("h3");
    const subtitle = h("p", { class: "subtitle" });
    const [top, body] = [h("thead"), h("tbody")];
    const empty = h("p", {}, model.get("empty"));
    /** @returns {Row[]} */
    const inOrder = () => {
      const view = viewOf(selection);
      const [column, down] = model.get("order");
      return sortedBy(model.get("rows").filter((/** @type {Row} */ row) => inView(view, row.mark)), column, down);
    };
    redraw(el, h("figure", { class: "wide" },
      h("figcaption", {}, heading, subtitle),
      h("div", { class: "scroll", tabindex: 0, role: "group", "aria-label": model.get("heading") }, h("table", { class: "values" }, top, body)),
      empty,
      h("div", { class: "tools" }, saveButton(model.get("heading"), () => [model.get("headers"), ...inOrder().map((row) => row.cells)])),
      model.get("note") ? h("p", { class: "note" }, model.get("note")) : null));
    /**
     * A row, and beneath it the evidence when it is open.
     * @param {Row} row
     * @param {string} place
     * @param {boolean} evidence
     * @param {Focus} focus
     */
    const lines = (row, place, evidence, focus) => {
      const tr = written.of(row, "", () => line(selection, row, place, evidence));
      if (focus.at !== place || !focus.label) return [tr];
      return [tr, written.of("beside", focus, () => h("tr", { class: "beside" }, h("td", { colspan: model.get("headers").length + 1 },
        drawer(selection, place, () => focusOpen(tr)))))];
    };
    const draw = () => {
      /** @type {Row[]} */
      const all = model.get("rows");
      const rows = inOrder();
      const evidence = all.some((row) => row.points.length || row.sentence);
      const places = new Map(all.map((row, i) => [row, `${at} ${i}`]));
      const focus = selection.get("focus");
      entitle(heading, model.get("heading"), rows.length, all.length);
      say(subtitle, model.get("subtitle"));
      subtitle.hidden = !model.get("subtitle");
      empty.hidden = rows.length > 0 || !empty.textContent;
      steadily(el, () => {
        arrange(top, [written.of("head", `${model.get("order")} ${evidence}`, () => head(model, evidence))]);
        arrange(body, rows.flatMap((row) => lines(row, places.get(row) ?? "", evidence, focus)));
        sayOpen(body, focus);
      });
    };
    const later = whenSeen(el, draw, signal);
    listen(selection, ["facets"], () => written.clear(), signal);
    listen(model, ["rows"], () => written.clear(), signal);
    listen(selection, [...traitsOf(selection), "focus", "facets"], later, signal);
    listen(model, ["rows", "order", "heading", "subtitle"], later, signal);
    draw();
  },
};
