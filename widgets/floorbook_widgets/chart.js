/** Any Plotly figure whose marks carry ids: Python drew it, here it is filtered and opened. */
import { drawn, keyOf } from "./chartpicture.js";
import { isCrowd } from "./crowd.js";
import {
  LIVE,
  Written,
  arrange,
  below,
  entitle,
  figure,
  fill,
  h,
  line,
  listen,
  redraw,
  scroller,
  widthOf,
} from "./dom.js";
import { onTheme } from "./dress.js";
import { chip, drawer } from "./drawer.js";
import { rowsOf } from "./frame.js";
import { countOf, filtered, isEmpty, keeps, markOf, pointsOf, tableRows } from "./marks.js";
import { measured, measures } from "./measure.js";
import { Plot, plotly } from "./plot.js";
import { focusOn, joined, opener, traitsOf, viewOf } from "./selection.js";
import { drawFirst, whenSeen } from "./sight.js";
import { takeAlong } from "./taking.js";

/** @import { ChartState, Context, Figure, Focus, Mark, Model, PlotlyState, Selection } from "./types" */
/** @import { TableRow } from "./marks.js" */

/** From how many marks on plotly takes longer than a reader pauses. */
const HEAVY = 4000;

/** From how many marks on their table is written when there is time, and not at once. */
const LONG = 300;

/** @param {Selection} selection @param {Mark} mark */
function said(selection, mark) {
  const { phrases, n } = { phrases: selection.get("phrases"), n: pointsOf(mark).length };
  return n ? fill(phrases.point, { n }) : phrases.absent;
}

/** @param {Model<ChartState>} model @param {Selection} selection @param {Mark} mark @returns {Focus} */
function focusOf(model, selection, mark) {
  return {
    points: pointsOf(mark),
    label: String(mark.label ?? selection.get("phrases").evidence),
    at: model.get("name"),
    sentence: mark.sentence ?? "",
  };
}

/**
 * What the colours and letters in a figure stand for: of positions, or as the figure itself tells it.
 * Doubt is told in the caption.
 * @param {Selection} selection
 * @param {Figure} figure
 * @param {string[]} columns
 */
function legend(selection, figure, columns) {
  const absent = selection.get("phrases").absent;
  const own = figure.layout.meta?.key;
  const found = own ?? keyOf(figure, columns, selection.get("positions"), absent);
  if (!found.some(({ tone }) => tone)) return [];
  return found.map(({ tone, letter, label }) =>
    h(
      "li",
      {},
      tone ? chip(tone, letter) : h("span", { class: "chip absent", "aria-hidden": "true" }),
      ` ${label}`,
    ),
  );
}

/**
 * A function that gives the figure as it is to be seen: the same one for as long as the same marks are.
 * @param {Model<ChartState>} model
 * @param {Selection} selection
 * @returns {() => { figure: Figure, shown: number, total: number }}
 */
function figures(model, selection) {
  /** @type {Figure} */
  let whole;
  /** @type {Figure} */
  let figure;
  /** @type {number} */
  let variant;
  /** @type {number} */
  let total;
  /** @type {unknown[]} */
  let given = [];
  let marks = "";
  /** @type {{ figure: Figure, shown: number } | undefined} */
  let found;
  return () => {
    const columns = model.get("columns");
    if (whole !== model.get("figure") || variant !== model.get("variant")) {
      [whole, variant, found] = [model.get("figure"), model.get("variant"), undefined];
      figure = measured(whole, columns, variant);
      total = whole.data.reduce((sum, trace) => sum + countOf(trace, columns), 0);
    }
    const now = [figure, viewOf(selection), model.get("least")];
    if (found && now.every((one, i) => one === given[i])) return { ...found, total };
    given = now;
    const keep = keeps(figure, columns, viewOf(selection), model.get("least") ?? undefined);
    const kept = keep.map((each) => each?.map(Number).join("")).join();
    if (!found || kept !== marks) [found, marks] = [filtered(figure, columns, keep), kept];
    return { ...found, total };
  };
}

/**
 * The values of a figure as a table, each with a control for its points.
 * @param {Model<ChartState>} model
 * @param {Selection} selection
 * @param {AbortSignal} signal
 */
function values(model, selection, signal) {
  const phrases = selection.get("phrases");
  const written = new Written();
  const head = h("thead");
  const body = h("tbody");
  const titles = () =>
    h(
      "tr",
      {},
      [...model.get("headers"), phrases.evidence].map((label) => h("th", { scope: "col" }, label)),
    );
  /** @param {TableRow} row @param {number} i */
  const write = ({ mark, cells }, i) =>
    h(
      "tr",
      {},
      cells.map((cell, k) =>
        h(
          k ? "td" : "th",
          {
            scope: k ? undefined : "row",
            class: widthOf(cell),
            "data-label": k ? model.get("headers")[k] : undefined,
          },
          cell,
        ),
      ),
      h(
        "td",
        {},
        opener(
          selection,
          focusOf(model, selection, mark),
          {
            "data-key": `row ${i}`,
            "aria-expanded": "false",
            "aria-label": `${cells.join(", ")}: ${said(selection, mark)}`,
          },
          said(selection, mark),
        ),
      ),
    );
  const el = h(
    "div",
    { class: "rows" },
    scroller(fill(phrases["table of"], { heading: model.get("heading") }), "values", head, body),
  );
  const put = rowsOf(el, signal);
  return {
    el,
    /** @param {Figure} figure */
    *draw(figure) {
      arrange(head, [written.of("head", model.get("headers"), titles)]);
      const rows = [...tableRows(figure, model.get("columns")).entries()];
      /** @param {[number, TableRow]} row */
      const linesOf = ([i, row]) => [written.of(row.mark, row.cells.join("\n"), () => write(row, i))];
      yield* put([{ el: body, rows, linesOf }]);
    },
  };
}

export default {
  /** What a reader may change, with the values it can take. @type {import("./types").Kept<ChartState>} */
  kept: {
    variant: (model) => Object.keys(model.get("figure").layout.meta?.variants ?? [0]).map(Number),
    least: null,
  },
  /** @param {Context<ChartState>} context */
  async render({ model, el, signal, host }) {
    const selection = await joined({ model, el, signal, host });
    /** @type {Model<PlotlyState>} */
    const shared = await host.getModel(model.get("plotly"));
    if (signal.aborted) return;
    const colours = () => ({ dark: shared.get("dark"), page: shared.get("page") });
    const [at, phrases] = [model.get("name"), selection.get("phrases")];
    const heading = h("h3");
    const beside = h("div", { class: "beside", ...LIVE });
    const tools = h("div");
    const own = model.get("figure").layout.meta?.key; // both faces have it
    const key = h("ul", { class: "legend", "aria-label": phrases.key, ...(own ? null : LIVE) });
    const table = values(model, selection, signal);
    const details = /** @type {HTMLDetailsElement} */ (
      h("details", { class: "values" }, h("summary", {}, phrases.table), table.el)
    );
    /** @type {Element | null} The control that opened the evidence, if it was one. */
    let control = null;
    /** It opens away from the mark, under the chart or above the table: reading goes on there. */
    const show = () => {
      /** @type {HTMLElement | null} */ (beside.querySelector(".drawer"))?.focus({ preventScroll: true });
    };
    const plot = new Plot((trace, mark) => {
      control = null;
      focusOn(selection, focusOf(model, selection, markOf(trace, model.get("columns"), mark)));
      show();
    }, signal);
    // Where a page is too narrow for a figure without rows, the list of its values says the same.
    if (model.get("figure").layout.meta?.listed) {
      plot.el.classList.add("listed");
      details.open = matchMedia("(max-width: 40rem)").matches;
    }
    const figureOf = figures(model, selection);
    const library = plotly(host, model.get("plotly"));
    const take = takeAlong(selection, {
      name: at,
      heading: () => model.get("heading"),
      rows: () => [
        model.get("headers"),
        ...tableRows(figureOf().figure, model.get("columns")).map(({ cells }) => cells),
      ],
      meetings: () => [
        ...new Set(
          tableRows(model.get("figure"), model.get("columns")).flatMap(({ mark }) =>
            mark.meeting ? [String(mark.meeting)] : [],
          ),
        ),
      ],
      draw: async () => {
        const { figure, shown, total } = figureOf();
        const { meta } = model.get("figure").layout;
        return {
          told: [model.get("subtitle"), meta?.variants?.[model.get("variant")].note ?? "", model.get("note")],
          shown: shown < total ? fill(phrases.shown, { n: shown, of: total }) : "",
          key: keyOf(figure, model.get("columns"), selection.get("positions"), phrases.absent),
          body: await drawn(await library, figure, colours()),
        };
      },
    });
    const [subtitle, note] = [line("subtitle", model.get("subtitle")), line("note", model.get("note"))];
    plot.hold(figureOf().figure.layout.height ?? 360);
    redraw(
      el,
      figure(heading, subtitle, tools, key, plot.el, beside, below(details, take), model.get("note") && note),
    );

    const drawBeside = () => {
      const panel = drawer(selection, at, () =>
        /** @type {HTMLElement | null} */ (
          control instanceof HTMLElement && control.isConnected ? control : details.querySelector("summary")
        )?.focus(),
      );
      if (!panel && !beside.firstChild) return;
      redraw(beside, panel);
      for (const button of table.el.querySelectorAll("td > button"))
        button.setAttribute("aria-expanded", String(panel !== null && button === control));
    };
    // Noted before the control's own listener, and shown after it.
    table.el.addEventListener(
      "click",
      ({ target }) => {
        control = target instanceof Element ? target : null;
      },
      { capture: true, signal },
    );
    table.el.addEventListener("click", show, { signal });
    const drawTable = () => table.draw(figureOf().figure);
    const drawTableLater = whenSeen(details, drawTable, signal);
    const draw = () => {
      if (figureOf().shown) plot.draw(figureOf().figure, colours());
    };
    const later = whenSeen(
      plot.el,
      draw,
      signal,
      () => figureOf().shown > HEAVY && !isCrowd(figureOf().figure),
    );
    const drawHeading = () => {
      const { shown, total } = figureOf();
      entitle(heading, model.get("heading"), phrases.shown, shown, total);
      // Of nothing there is no picture: the heading says so in words, or that nothing is in view.
      const none = !shown && total > 0;
      for (const part of [plot.el, details, tools, take, key])
        part.hidden = none || isEmpty(model.get("figure"));
      for (const part of [subtitle, note]) part.hidden = none;
    };
    redraw(key, ...legend(selection, model.get("figure"), model.get("columns")));
    const drawHeadingLater = whenSeen(el, drawHeading, signal);
    const all = () => {
      drawHeadingLater();
      later();
      drawTableLater();
    };
    const drawTools = () => redraw(tools, ...measures(model));
    drawTools();
    listen(model, ["figure", "variant"], drawTools, signal);
    listen(selection, traitsOf(selection), all, signal);
    listen(selection, ["focus"], drawBeside, signal);
    listen(model, ["figure", "heading", "variant", "least"], all, signal);
    // Folded, a long table can wait: a page with many of them is not to stand still.
    drawTableLater();
    if (details.open || figureOf().total <= LONG) drawFirst(details);
    drawHeading();
    drawBeside();
    onTheme(
      later,
      (printed) => {
        plot.paper = printed;
        draw();
      },
      signal,
    );
    const resized = new ResizeObserver(() => plot.fits || later());
    resized.observe(plot.el);
    signal.addEventListener(
      "abort",
      () => {
        resized.disconnect();
        plot.end();
      },
      { once: true },
    );
    library.then(
      (found) => {
        if (signal.aborted) return;
        plot.start(found);
        later(); // all charts of a page hear this in one go: drawn at once, they would hold it up
      },
      () => {
        details.open = true;
        plot.giveUp(phrases["no plot"]);
      },
    );
  },
};
