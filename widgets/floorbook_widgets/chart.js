/** Any Plotly figure whose marks carry ids: Python drew it, here it is filtered and opened. */
import { saveButton } from "./csv.js";
import { count, eachFrame, h, listen, redraw, widthOf } from "./dom.js";
import { drawer } from "./drawer.js";
import { measured, measures, picked } from "./measure.js";
import { across, roomy, stacked } from "./stack.js";
import { focusOn, inView, joined, opener, traitsOf, viewOf } from "./selection.js";

/** @import { Context, Host, Mark, Model } from "./types" */
/** @import { Lens } from "./selection.js" */

/** @typedef {{ data: Record<string, any>[], layout: Record<string, any> }} Figure */
/** @typedef {{ mark: Mark, cells: string[] }} TableRow */

/**
 * The ids that mark `i` of a trace carries.
 * @param {Record<string, any>} trace
 * @param {string[]} columns
 * @param {number} i
 * @returns {Mark}
 */
export function markOf(trace, columns, i) {
  const row = trace.customdata?.[i] ?? [];
  return Object.fromEntries(columns.map((column, k) => [column, row[k]]).filter(([, value]) => value !== undefined && value !== null));
}

/**
 * The figure with the marks in view only; category axes lose the categories that have none left,
 * and the height follows the rows that remain.
 * @param {Figure} figure
 * @param {string[]} columns
 * @param {Lens[]} view
 * @param {number} [least] what `layout.meta.threshold.column` must reach
 * @returns {{ figure: Figure, shown: number, total: number }}
 */
export function filtered(figure, columns, view, least) {
  const measured = figure.layout.meta?.threshold?.column;
  /** @param {Mark} mark */
  const reaches = (mark) => measured === undefined || least === undefined || mark[measured] === undefined || mark[measured] >= least;
  let shown = 0;
  let total = 0;
  const data = figure.data.map((trace) => {
    if (!Array.isArray(trace.customdata)) return trace;
    const marks = trace.customdata.map((_, i) => markOf(trace, columns, i));
    const keep = marks.map((mark) => inView(view, mark) && reaches(mark));
    total += marks.filter((mark) => !mark.guide).length;
    shown += marks.filter((mark, i) => keep[i] && !mark.guide).length;
    return picked(trace, keep);
  });
  const layout = { ...figure.layout };
  for (const name of Object.keys(layout)) {
    const axis = layout[name];
    if (!/^[xy]axis\d*$/.test(name) || !Array.isArray(axis.categoryarray)) continue;
    const letter = name[0];
    const anchor = letter + name.slice(5);
    const left = new Set(data.filter((trace) => (trace[`${letter}axis`] ?? letter) === anchor || axis.matches || layout.meta?.shared === letter).flatMap((trace) => trace[letter] ?? []));
    const categories = axis.categoryarray.filter((/** @type {string} */ c) => left.has(c));
    layout[name] = { ...axis, categoryarray: categories, range: across(categories.length) };
    if (letter === "x") layout[name].range.reverse();
    const row = layout.meta?.row;
    if (letter === "y" && row) layout.height = (layout.margin?.t ?? 40) + (layout.margin?.b ?? 40) + row * Math.max(1, categories.length);
  }
  return { figure: { data, layout }, shown, total };
}

/**
 * The values of the figure, a row a mark; what only guides the eye has none. What plotly would read
 * markup in comes back as plain text.
 * @param {Figure} figure
 * @param {string[]} columns
 * @returns {TableRow[]}
 */
export function tableRows(figure, columns) {
  return figure.data.flatMap((trace) => (trace.customdata ?? []).map((/** @type {unknown} */ _, /** @type {number} */ i) => ({
    mark: markOf(trace, columns, i),
    cells: (figure.layout.meta?.table ?? ["y", "x", "text"]).map((/** @type {string} */ name) => valueOf(trace, name, columns, i)),
  }))).filter(({ mark }) => !mark.guide);
}

/**
 * @param {Record<string, any>} trace
 * @param {string} name
 * @param {string[]} columns
 * @param {number} i
 */
function valueOf(trace, name, columns, i) {
  const column = columns.indexOf(name);
  if (column >= 0) return String(trace.customdata[i][column] ?? ""); // plotly reads no markup there
  const value = Array.isArray(trace[name]) ? trace[name][i] : trace[name];
  return plain(String(value ?? ""));
}

/**
 * Undo the escaping that keeps plotly from reading markup in labels.
 * @param {string} text
 */
export function plain(text) {
  return text.replace(/<br>/g, " ").replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");
}

/**
 * Every colour of the light palette replaced by its fellow for dark pages. A label may read like a
 * colour and stays: colours stand under names such as `color` and `bgcolor`.
 * @template T
 * @param {T} value
 * @param {Record<string, string>} colours
 * @param {boolean} [here] whether the value stands under such a name
 * @returns {T}
 */
export function recoloured(value, colours, here = false) {
  if (typeof value === "string") {
    const light = value.toLowerCase();
    return /** @type {T} */ (here && Object.hasOwn(colours, light) ? colours[light] : value);
  }
  if (Array.isArray(value)) return /** @type {T} */ (value.map((inner) => recoloured(inner, colours, here)));
  if (value !== null && typeof value === "object") {
    return /** @type {T} */ (Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, recoloured(inner, colours, /color/i.test(name))])));
  }
  return value;
}

/** Whether the page around is dark: JupyterLab says so on its body, elsewhere the reader's system does. */
export function isDark() {
  const lab = document.body.dataset.jpThemeLight;
  return lab === undefined ? matchMedia("(prefers-color-scheme: dark)").matches : lab === "false";
}

/** The width of the text on a printed page, in pixels. */
const PAPER = 640;

/**
 * Call `later` when the theme changes, and `print` before printing (with true) and after it, until
 * the view goes. JupyterLab hides the notebook for the moment in which it changes the theme.
 * @param {() => void} later
 * @param {(paper: boolean) => void} print
 * @param {AbortSignal} signal
 */
function onTheme(later, print, signal) {
  const observer = new MutationObserver(later);
  observer.observe(document.body, { attributes: true, attributeFilter: ["data-jp-theme-light"] });
  signal.addEventListener("abort", () => observer.disconnect(), { once: true });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", later, { signal });
  addEventListener("beforeprint", () => print(true), { signal });
  addEventListener("afterprint", () => print(false), { signal });
}

/** How long plotly may take to arrive, in milliseconds, before the table has to do. */
const PATIENCE = 30000;

/**
 * @param {Host} host
 * @param {string} ref
 * @returns {Promise<any>}
 */
async function plotly(host, ref) {
  const until = Date.now() + PATIENCE;
  for (;;) {
    try {
      return (await host.getWidget(ref)).exports.Plotly;
    } catch (error) {
      if (Date.now() > until) throw error;
      await new Promise((again) => setTimeout(again, 250));
    }
  }
}

/**
 * A trace in which every mark has a text. Plotly takes the element of an empty one away for good:
 * once marks are filtered, the one in its place would be without its text.
 * @param {Record<string, any>} trace
 */
function labelled(trace) {
  if (!Array.isArray(trace.text)) return trace;
  return { ...trace, text: trace.text.map((/** @type {unknown} */ text) => (text === "" ? " " : text)) };
}

/**
 * The figure with names for its categories that plotly can keep: it looks them up in an object, where
 * "constructor" and the like are always there. What is shown of them stays.
 * @param {Figure} figure
 * @returns {Figure}
 */
export function named(figure) {
  const { data, layout } = figure;
  const axes = Object.keys(layout).filter((name) => /^[xy]axis\d*$/.test(name) && layout[name].categoryarray?.some(inherited));
  if (!axes.length) return figure;
  /** @param {unknown} name */
  const kept = (name) => (inherited(name) ? `\u2060${name}` : name);
  /** @param {unknown} names */
  const each = (names) => (Array.isArray(names) ? names.map(kept) : names);
  return {
    data: data.map((trace) => ({ ...trace, x: each(trace.x), y: each(trace.y) })),
    layout: {
      ...layout,
      ...Object.fromEntries(axes.map((name) => {
        const { categoryarray, tickvals = categoryarray, ticktext = tickvals } = layout[name];
        return [name, { ...layout[name], categoryarray: each(categoryarray), tickmode: "array", tickvals: each(tickvals), ticktext }];
      })),
    },
  };
}

/** @param {unknown} name whether every object has it */
function inherited(name) {
  return typeof name === "string" && name in Object.prototype;
}

/** Plotly cannot place the axes of a chart in which nothing stands; they are not shown. */
const BLANK = { x: [null], y: [null], hoverinfo: "skip", showlegend: false };

/**
 * @param {Figure} figure
 * @param {Record<string, string> | null} dark the colours for a dark page, null for a light one
 */
function dressed(figure, dark) {
  const ink = dark ? "#e6e6e6" : "#1f1f1f";
  const grid = dark ? "#3d3d3d" : "#e3e3e3";
  const { data, layout } = named(dark ? recoloured(figure, dark) : figure);
  const blank = data.every(({ x }) => Array.isArray(x) && !x.length);
  const axes = Object.fromEntries(Object.keys(layout).filter((name) => /^[xy]axis\d*$/.test(name))
    .map((name) => [name, { gridcolor: grid, zerolinecolor: grid, linecolor: grid, automargin: true, fixedrange: true, ...layout[name], ...(blank ? { visible: false } : null) }]));
  return {
    data: structuredClone((blank ? [...data, BLANK] : data).map(labelled)),
    layout: structuredClone({
      ...layout, ...axes, autosize: false, hovermode: "closest", dragmode: false,
      paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)",
      margin: { t: 24, ...layout.margin }, // the title stands in the caption
      font: { family: "system-ui, sans-serif", size: 13, color: ink, ...layout.font },
      hoverlabel: { bgcolor: dark ? "#2b2b2b" : "#ffffff", font: { color: ink }, align: "left", ...layout.hoverlabel },
    }),
  };
}

export default {
  /** What a reader may change, with the values it can take. @type {import("./types").Kept} */
  kept: {
    variant: (model) => Object.keys(model.get("figure").layout.meta?.variants ?? [0]).map(Number),
    least: null,
  },
  /** @param {Context} context */
  async render({ model, el, signal, host }) {
    const selection = await joined({ model, el, signal, host });
    if (signal.aborted) return;
    const at = model.get("name");
    const heading = h("h3");
    const canvas = h("div", { class: "plot", "aria-hidden": "true", tabindex: -1 });
    const beside = h("div", { class: "beside" });
    const rows = h("div", { class: "rows" });
    const details = /** @type {HTMLDetailsElement} */ (h("details", { class: "values" }, h("summary", {}, "The values as a table, with the points behind each"), rows));
    const tools = h("div");
    const figureOf = () => {
      const [whole, columns] = [model.get("figure"), model.get("columns")];
      const { figure, shown } = filtered(measured(whole, columns, model.get("variant")), columns, viewOf(selection), model.get("least") ?? undefined);
      return { figure, shown, total: tableRows(whole, columns).length };
    };
    canvas.style.minHeight = `${figureOf().figure.layout.height ?? 360}px`;
    redraw(el, h("figure", { class: "wide" },
      h("figcaption", {}, heading, h("p", { class: "subtitle" }, model.get("subtitle"))),
      tools, canvas, beside, details, model.get("note") ? h("p", { class: "note" }, model.get("note")) : null));

    /** @type {EventTarget | null} The control that opened the evidence, if it was one. */
    let control = null;
    /** @param {Mark} mark */
    const focusOf = (mark) => ({ points: pointsOf(mark), label: String(mark.label ?? "Evidence"), at, sentence: mark.sentence ?? "" });
    const drawBeside = () => {
      const panel = drawer(selection, at, () => /** @type {HTMLElement | null} */ (control instanceof HTMLElement && control.isConnected ? control : details.querySelector("summary"))?.focus());
      redraw(beside, panel);
      for (const button of rows.querySelectorAll("td > button")) button.setAttribute("aria-expanded", String(panel !== null && button === control));
    };
    /** It opens away from the mark, under the chart or above the table: reading goes on there. */
    const show = () => {
      /** @type {HTMLElement | null} */ (beside.querySelector(".drawer"))?.focus({ preventScroll: true });
    };
    const drawTable = (/** @type {Figure} */ figure) => {
      const columns = model.get("columns");
      redraw(rows, h("div", { class: "scroll", tabindex: 0, role: "group", "aria-label": `Values: ${model.get("heading")}` }, h("table", { class: "values" },
        h("thead", {}, h("tr", {}, model.get("headers").map((/** @type {string} */ label) => h("th", { scope: "col" }, label)), h("th", { scope: "col" }, "Evidence"))),
        h("tbody", {}, tableRows(figure, columns).map(({ mark, cells }, i) => h("tr", {},
          cells.map((cell, k) => h(k ? "td" : "th", k ? { class: widthOf(cell) } : { scope: "row", class: widthOf(cell) }, cell)),
          h("td", {}, opener(selection, focusOf(mark), {
            "data-key": `row ${i}`, "aria-expanded": "false", "aria-label": `${cells.join(", ")}: ${said(mark)}`,
          }, said(mark)))))))),
        saveButton(model.get("heading"), () => [model.get("headers"), ...tableRows(figure, columns).map(({ cells }) => cells)]));
    };
    // Noted before the control's own listener, and shown after it.
    rows.addEventListener("click", ({ target }) => { control = target; }, { capture: true, signal });
    rows.addEventListener("click", show, { signal });
    /** @type {any} */
    let Plotly;
    let drawn = false;
    let paper = false;
    let width = 0;
    const draw = () => {
      const { figure, shown, total } = figureOf();
      redraw(heading, shown < total ? h("span", { class: "shown" }, `shown: ${shown} of ${total}`) : null, model.get("heading"));
      drawTable(figure);
      // Of nothing there is no picture: the heading says so in words.
      canvas.hidden = details.hidden = tools.hidden = isEmpty(model.get("figure"));
      if (!Plotly || canvas.hidden) return;
      // Hidden, as by JupyterLab while it changes the theme, a chart keeps its width; one that was
      // never seen is drawn when it is shown, as that changes its size.
      width = canvas.clientWidth || width;
      if (!width) return;
      const page = paper ? Math.min(width, PAPER) : width;
      const laid = roomy(stacked(figure, page), page);
      const { data, layout } = dressed(laid, isDark() && !paper ? model.get("dark") : null);
      canvas.style.minHeight = `${laid.layout.height ?? 360}px`;
      Plotly.react(canvas, data, layout, { displayModeBar: false, showSendToCloud: false });
      if (drawn) return;
      drawn = true;
      // Where plotly measures its texts, off the page: a picture without a name to those who hear it.
      document.getElementById("js-plotly-tester")?.setAttribute("aria-hidden", "true");
      /** @type {any} */ (canvas).on("plotly_click", (/** @type {any} */ event) => {
        const { data: trace, pointIndex, pointNumber } = event.points[0];
        control = null;
        focusOn(selection, focusOf(markOf(trace, model.get("columns"), pointIndex ?? pointNumber)));
        show();
      });
    };
    const later = eachFrame(draw, signal);
    const drawTools = () => redraw(tools, ...measures(model));
    drawTools();
    listen(model, ["figure", "variant"], drawTools, signal);
    listen(selection, traitsOf(selection), later, signal);
    listen(selection, ["focus"], drawBeside, signal);
    listen(model, ["figure", "heading", "variant", "least"], later, signal);
    draw();
    drawBeside();
    onTheme(later, (printed) => {
      paper = printed;
      draw();
    }, signal);
    const resized = new ResizeObserver(later);
    resized.observe(canvas);
    signal.addEventListener("abort", () => {
      resized.disconnect();
      if (drawn) Plotly.purge(canvas);
    }, { once: true });
    plotly(host, model.get("plotly")).then((library) => {
      if (signal.aborted) return;
      Plotly = library;
      draw();
    }, () => {
      details.open = true;
      canvas.style.minHeight = "0";
      canvas.replaceChildren(h("p", { class: "note" }, "The chart could not be drawn here. The table below holds all its values."));
    });
  },
};

/** Whether a figure has nothing to draw. @param {Figure} figure */
function isEmpty({ data }) {
  return data.every(({ x, y }) => !x?.length && !y?.length);
}

/** @param {Mark} mark */
function said(mark) {
  return pointsOf(mark).length ? count(pointsOf(mark).length, "point") : "not recorded";
}

/**
 * The point ids that a mark carries: a list, or one text with spaces between.
 * @param {Mark} mark
 * @returns {string[]}
 */
export function pointsOf(mark) {
  const points = mark.points ?? mark.point ?? [];
  return Array.isArray(points) ? points : String(points).split(" ").filter(Boolean);
}
