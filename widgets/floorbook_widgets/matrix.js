/** Rows that can be picked against columns in groups; each cell a word, a letter and a count. */
import { csvRows, groupsOf, sorted } from "./cells.js";
import { LIVE, entitle, figure, fill, h, line, listen, redraw } from "./dom.js";
import { chip } from "./drawer.js";
import { bringNear } from "./frame.js";
import { Grid } from "./grid.js";
import { gridPicture } from "./gridpicture.js";
import { change, joined, labelOf, traitsOf } from "./selection.js";
import { drawFirst, whenSeen } from "./sight.js";
import { takeAlong } from "./taking.js";

/** @import { Context, MatrixState, Model, Phrases, Position, Selection } from "./types" */

/** Steps of the arrow keys, in rows and columns. @type {Record<string, [number, number]>} */
const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

/**
 * Move the focus from cell to cell by arrow keys: Tab goes on to what is recorded, arrows to every cell.
 * @param {KeyboardEvent} event
 */
function walk(event) {
  const step = STEPS[event.key];
  const from =
    event.target instanceof Element && event.target.matches("tbody td > button")
      ? event.target.closest("td")
      : null;
  if (!step || !from) return;
  const tr = /** @type {HTMLTableRowElement} */ (from.parentElement);
  const lines = [...(tr.closest("table")?.querySelectorAll("tbody > [data-participant]") ?? [])];
  const line = /** @type {HTMLTableRowElement | undefined} */ (lines[lines.indexOf(tr) + step[0]]);
  const to = line?.cells[from.cellIndex + step[1]]?.querySelector("button");
  if (!line || !to) return;
  event.preventDefault();
  bringNear(line);
  to.focus();
}

/** @param {Phrases} phrases @param {Position[]} words @param {boolean} doubted @param {boolean} contested */
function key(phrases, words, doubted, contested) {
  return h(
    "ul",
    { class: "legend", "aria-label": phrases.key },
    words.map(({ tone, letter, label }) => h("li", {}, chip(tone, letter), ` ${label}`)),
    h("li", {}, h("span", { class: "chip absent", "aria-hidden": "true" }), ` ${phrases.absent}`),
    doubted
      ? h("li", {}, h("span", { class: "chip unsure", "aria-hidden": "true" }), ` ${phrases.doubted}`)
      : null,
    contested
      ? h("li", {}, h("span", { class: "chip contested", "aria-hidden": "true" }), ` ${phrases.contested}`)
      : null,
  );
}

/**
 * The choice of an order; a column that was chosen by its head stands in it as well.
 * @param {Model<MatrixState>} model
 * @param {Selection} selection
 */
function orders(model, selection) {
  const [order, phrases] = [model.get("order"), selection.get("phrases")];
  const select = /** @type {HTMLSelectElement} */ (
    h(
      "select",
      { "data-key": "order", onchange: () => change(model, { order: select.value }) },
      Object.entries(phrases.orders).map(([id, label]) =>
        h("option", { value: id, selected: order === id || undefined }, label),
      ),
      Object.hasOwn(phrases.orders, order)
        ? null
        : h(
            "option",
            { value: order, selected: true },
            fill(phrases["position on"], { issue: labelOf(selection, "issue", order) }),
          ),
    )
  );
  return [
    h("label", LIVE, `${phrases.order} `, select),
    key(
      phrases,
      selection.get("positions"),
      selection.get("cells").some(({ unsure }) => unsure),
      Object.keys(model.get("contested")).length > 0,
    ),
  ];
}

export default {
  /** What a reader may change, with the values it can take. @type {import("./types").Kept<MatrixState>} */
  kept: {
    folded: (_, selection) => groupsOf(selection.get("facets")).map((group) => group.id),
    order: (_, selection) => [
      ...Object.keys(selection.get("phrases").orders),
      ...groupsOf(selection.get("facets")).flatMap((group) => group.issues.map(({ id }) => id)),
    ],
  },
  /** @param {Context<MatrixState>} context */
  async render({ model, el, signal, host }) {
    const selection = await joined({ model, el, signal, host });
    if (signal.aborted) return;
    const grid = new Grid(model, selection, signal);
    const heading = h("h3");
    const tools = h("div", { class: "tools" });
    redraw(
      el,
      figure(
        heading,
        line("subtitle", model.get("subtitle")),
        tools,
        grid.el,
        takeAlong(selection, {
          name: model.get("name"),
          heading: () => model.get("heading"),
          rows: () => csvRows(grid.sheet.rows, grid.sheet.cells),
          draw: () => {
            const { rows, cells, groups } = grid.sheet;
            const order = sorted(rows, cells, model.get("order"), selection.get("positions"));
            const drawn = gridPicture(model, selection, { rows: order, cells, groups });
            return { ...drawn, told: [model.get("subtitle")] };
          },
        }),
      ),
    );
    const draw = function* () {
      const { sheet } = grid;
      const [shown, all] = [sheet.rows.length, model.get("rows").length];
      entitle(heading, model.get("heading"), selection.get("phrases").shown, shown, all);
      yield* grid.draw(sheet);
    };
    const drawTools = () => redraw(tools, orders(model, selection));
    el.addEventListener("keydown", walk, { signal });
    const later = whenSeen(el, draw, signal);
    listen(selection, ["facets", "cells", "positions"], () => grid.clear(), signal);
    listen(model, ["rows"], () => grid.clear(), signal);
    listen(model, ["order"], drawTools, signal);
    listen(model, ["order"], () => (grid.el.scrollTop = 0), signal);
    listen(selection, ["positions", "cells"], drawTools, signal);
    listen(selection, [...traitsOf(selection), "focus", "facets", "cells", "positions"], later, signal);
    listen(model, ["rows", "folded", "order"], later, signal);
    drawTools();
    later();
    drawFirst(el);
  },
};
