/** How a figure looks on this page: its colours, its font, and names that plotly can keep. */

import { axesOf } from "./marks.js";

/** @import { Figure, PlotlyState, Trace } from "./types" */

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
    return /** @type {T} */ (
      Object.fromEntries(
        Object.entries(value).map(([name, inner]) => [name, recoloured(inner, colours, /color/i.test(name))]),
      )
    );
  }
  return value;
}

/** Whether the page around is dark: JupyterLab says so on its body, elsewhere the reader's system does. */
export function isDark() {
  const lab = document.body.dataset.jpThemeLight;
  return lab === undefined ? matchMedia("(prefers-color-scheme: dark)").matches : lab === "false";
}

/**
 * Call `later` when the theme changes, and `print` before printing (with true) and after it, until
 * the view goes. JupyterLab hides the notebook for the moment in which it changes the theme.
 * @param {() => void} later
 * @param {(paper: boolean) => void} print
 * @param {AbortSignal} signal
 */
export function onTheme(later, print, signal) {
  const observer = new MutationObserver(later);
  observer.observe(document.body, { attributes: true, attributeFilter: ["data-jp-theme-light"] });
  signal.addEventListener("abort", () => observer.disconnect(), { once: true });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", later, { signal });
  addEventListener("beforeprint", () => print(true), { signal });
  addEventListener("afterprint", () => print(false), { signal });
}

/**
 * A trace in which every mark has a text. Plotly takes the element of an empty one away for good:
 * once marks are filtered, the one in its place would be without its text.
 * @param {Trace} trace
 */
function labelled(trace) {
  if (!Array.isArray(trace.text)) return trace;
  return { ...trace, text: trace.text.map((text) => (text === "" ? " " : text)) };
}

/**
 * The figure with names for its categories that plotly can keep: it looks them up in an object, where
 * "constructor" and the like are always there. What is shown of them stays.
 * @param {Figure} figure
 * @returns {Figure}
 */
export function named(figure) {
  const { data, layout } = figure;
  const axes = axesOf(layout).filter((name) => layout[name].categoryarray?.some(inherited));
  if (!axes.length) return figure;
  /** @template T @param {T} name */
  const kept = (name) => (inherited(name) ? /** @type {T} */ (`\u2060${name}`) : name);
  /** @template T @param {T[] | undefined} names */
  const each = (names) => (Array.isArray(names) ? names.map(kept) : names);
  return {
    data: data.map((trace) => ({ ...trace, x: each(trace.x), y: each(trace.y) })),
    layout: {
      ...layout,
      ...Object.fromEntries(
        axes.map((name) => {
          const { categoryarray, tickvals = categoryarray, ticktext = tickvals } = layout[name];
          return [
            name,
            {
              ...layout[name],
              categoryarray: each(categoryarray),
              tickmode: "array",
              tickvals: each(tickvals),
              ticktext,
            },
          ];
        }),
      ),
    },
  };
}

/** @param {unknown} name whether every object has it */
function inherited(name) {
  return typeof name === "string" && name in Object.prototype;
}

/** What plotly adds to a picture: nothing. */
export const CONFIG = { displayModeBar: false, showSendToCloud: false };

/** Plotly cannot place the axes of a chart in which nothing stands; they are not shown. */
const BLANK = { x: [null], y: [null], hoverinfo: "skip", showlegend: false };

/**
 * @param {Figure} figure
 * @param {PlotlyState} colours
 * @param {boolean} dark
 */
export function dressed(figure, colours, dark) {
  const [ink, grid, raised] = /** @type {const} */ (["ink", "rule", "raised"]).map(
    (name) => colours.page[name][Number(dark)],
  );
  const { data, layout } = named(dark ? recoloured(figure, colours.dark) : figure);
  const blank = data.every(({ x }) => Array.isArray(x) && !x.length);
  const axes = Object.fromEntries(
    axesOf(layout).map((name) => [
      name,
      {
        gridcolor: grid,
        zerolinecolor: grid,
        linecolor: grid,
        automargin: true,
        fixedrange: true,
        ...layout[name],
        ...(blank ? { visible: false } : null),
      },
    ]),
  );
  return {
    data: structuredClone((blank ? [...data, BLANK] : data).map(labelled)),
    layout: structuredClone({
      ...layout,
      ...axes,
      autosize: false,
      hovermode: "closest",
      dragmode: false,
      paper_bgcolor: "transparent",
      plot_bgcolor: "transparent",
      margin: { t: 24, ...layout.margin }, // the title stands in the caption
      font: { family: "system-ui, sans-serif", size: 13, color: ink, ...layout.font },
      hoverlabel: {
        bgcolor: raised,
        font: { color: ink },
        align: "left",
        ...layout.hoverlabel,
      },
    }),
  };
}
