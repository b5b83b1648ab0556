/** Rows of marks side by side: the gaps that filtering leaves close, and long rows break. */
import { isNarrow, narrowed } from "./narrow.js";

/** @import { Layout, Trace } from "./types" */

/** Added to a row's name for each further line, so that the line is a category of its own. */
const FURTHER = "\u200b";

/**
 * The range of an axis of so many categories, from the last to the first; plotly needs room for one.
 * @param {number} count
 * @returns {[number, number]}
 */
export function across(count) {
  return [Math.max(1, count) - 0.5, -0.5];
}

/** Height of a line of a label that hovering shows, and of what is around its lines, in pixels. */
const LINE = 18;
const AROUND = 22;

/**
 * The figure with room around its marks for what hovering shows of them: plotly leaves out a label
 * that is taller than the whole chart, and cuts off what reaches beyond its sides.
 * @template {{ data: Trace[], layout: Layout }} F
 * @param {F} figure
 * @param {number} width of the page
 * @returns {F}
 */
export function roomy(figure, width) {
  const { layout } = figure;
  const lines = figure.data
    .flatMap(({ hovertext }) => (Array.isArray(hovertext) ? hovertext : []))
    .map((text) => String(text).split("<br>").length);
  const below = Math.max(
    0,
    lines.reduce((most, one) => Math.max(most, one), 0) * LINE + AROUND - (layout.height ?? Infinity),
  );
  const beside = Math.max(0, width - (layout.width ?? Infinity));
  const { r = 0, b = 0 } = layout.margin ?? {};
  return {
    ...figure,
    layout: {
      ...layout,
      ...(below ? { height: (layout.height ?? 0) + below } : null),
      ...(beside ? { width } : null),
      margin: { ...layout.margin, r: r + beside, b: b + below },
    },
  };
}

/**
 * The figure laid out for a page of `width` pixels, as its `layout.meta` asks: no wider than
 * `meta.width`, and no narrower than `meta.least` (it scrolls sideways then). Where `meta.stack`
 * gives the pixels from mark to mark, the marks of each row run from the left in lines of as many
 * as fit. On a narrow page the names of rows stand above them.
 * @template {{ data: Trace[], layout: Layout }} F
 * @param {F} figure
 * @param {number} width
 * @returns {F}
 */
export function stacked(figure, width) {
  const { meta = {}, margin = {}, yaxis } = figure.layout;
  const step = meta.stack;
  if (isNarrow(figure, width)) return narrowed(figure, width);
  if (!step || !Array.isArray(yaxis?.categoryarray))
    return {
      ...figure,
      layout: { ...figure.layout, width: Math.max(Math.min(width, meta.width ?? width), meta.least ?? 0) },
    };
  const fit = Math.max(1, Math.floor((width - (margin.l ?? 0) - (margin.r ?? 0)) / step));
  /** @type {Map<string, number>} */
  const counts = new Map();
  const data = figure.data.map((trace) => {
    if (!Array.isArray(trace.customdata)) return trace;
    const places = (trace.y ?? []).map((place) => {
      const y = String(place);
      const at = counts.get(y) ?? 0;
      counts.set(y, at + 1);
      return { x: (at % fit) + 1, y: y + FURTHER.repeat(Math.floor(at / fit)) };
    });
    return { ...trace, x: places.map(({ x }) => x), y: places.map(({ y }) => y) };
  });
  const rows = yaxis.categoryarray.flatMap((y) =>
    Array.from({ length: Math.ceil((counts.get(y) ?? 0) / fit) }, (_, i) => y + FURTHER.repeat(i)),
  );
  const most = Math.min(fit, Math.max(1, ...counts.values()));
  return {
    ...figure,
    data,
    layout: {
      ...figure.layout,
      width: (margin.l ?? 0) + (margin.r ?? 0) + most * step,
      height: (margin.t ?? 0) + (margin.b ?? 0) + (meta.row ?? step) * Math.max(1, rows.length),
      xaxis: { ...figure.layout.xaxis, range: [0.5, most + 0.5] },
      yaxis: { ...yaxis, categoryarray: rows, range: across(rows.length) },
    },
  };
}
