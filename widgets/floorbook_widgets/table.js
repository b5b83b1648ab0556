/** Any DataFrame whose rows carry ids: filtered, sorted, opened and saved here. */
import { saveButton } from "./csv.js";
import { count, eachFrame, h, listen, redraw, widthOf } from "./dom.js";
import { chip, drawer } from "./drawer.js";
import { change, inView, joined, opener, traitsOf, viewOf } from "./selection.js";

/** @import { Context, Mark } from "./types" */

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

export default {
  /** What a reader may change, with the values it can take. @type {import("./types").Kept} */
  kept: { order: (model) => [true, false, -1, ...model.get("headers").keys()] },
  /** @param {Context} context */
  async render({ model, el, signal, host }) {
    const selection = await joined({ model, el, signal, host });
    if (signal.aborted) return;
    const at = model.get("name");
    /** @param {Row} row @param {string} place @param {boolean} evidence */
    const line = (row, place, evidence) => h("tr", {},
      row.cells.map((cell, i) => h(i ? "td" : "th", i ? { class: widthOf(cell) } : { scope: "row", class: widthOf(cell) },
        chipOf(row.chips[i]), shownValue(cell))),
      evidence ? h("td", {}, row.points.length || row.sentence ? opener(selection, { points: row.points, label: row.label, at: place, sentence: row.sentence ?? "" }, {
        "data-key": place, "aria-label": `${row.label}: ${count(row.points.length, "point")}`, "aria-expanded": "false",
      }, count(row.points.length, "point")) : "") : null);
    /** Rows that were written before; filtering and sorting only move them. @type {Map<Row, HTMLElement>} */
    const written = new Map();
    const draw = () => {
      const view = viewOf(selection);
      const headers = model.get("headers");
      /** @type {Row[]} */
      const all = model.get("rows");
      const [column, down] = model.get("order");
      const rows = sortedBy(all.filter((row) => inView(view, row.mark)), column, down);
      const focus = selection.get("focus");
      const evidence = all.some((row) => row.points.length || row.sentence);
      const places = new Map(all.map((row, i) => [row, `${at} ${i}`]));
      /** @param {number} i */
      const sort = (i) => change(model, { order: column !== i ? [i, false] : down ? [-1, false] : [i, true] });
      redraw(el, () => h("figure", { class: "wide" },
        h("figcaption", {},
          h("h3", {}, rows.length < all.length ? h("span", { class: "shown" }, `shown: ${rows.length} of ${all.length}`) : null, model.get("heading")),
          model.get("subtitle") ? h("p", { class: "subtitle" }, model.get("subtitle")) : null),
        h("div", { class: "scroll", tabindex: 0, role: "group", "aria-label": model.get("heading") }, h("table", { class: "values" },
          h("thead", {}, h("tr", {}, headers.map((/** @type {string} */ header, /** @type {number} */ i) =>
            h("th", { scope: "col", "aria-sort": column !== i ? undefined : down ? "descending" : "ascending" },
              h("button", { type: "button", class: "plain", "data-key": `sort ${i}`, onclick: () => sort(i) }, header, column !== i ? "" : down ? " ▾" : " ▴"))),
          evidence ? h("th", { scope: "col" }, "Evidence") : null)),
          h("tbody", {}, rows.flatMap((row) => {
            const place = places.get(row) ?? "";
            const tr = written.get(row) ?? line(row, place, evidence);
            written.set(row, tr);
            tr.querySelector("[aria-expanded]")?.setAttribute("aria-expanded", String(focus.at === place));
            const open = drawer(selection, place, () => /** @type {HTMLElement | null} */ (tr.querySelector('[aria-expanded="true"]'))?.focus());
            return open ? [tr, h("tr", { class: "beside" }, h("td", { colspan: headers.length + 1 }, open))] : [tr];
          })))),
        rows.length ? null : h("p", {}, model.get("empty")),
        h("div", { class: "tools" }, saveButton(model.get("heading"), () => [headers, ...rows.map((row) => row.cells)])),
        model.get("note") ? h("p", { class: "note" }, model.get("note")) : null));
    };
    const later = eachFrame(draw, signal);
    listen(selection, [...traitsOf(selection), "focus", "facets"], later, signal);
    listen(model, ["rows"], () => written.clear(), signal);
    listen(model, ["rows", "order", "heading", "subtitle"], later, signal);
    draw();
  },
};
