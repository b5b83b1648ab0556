/** A chart on a narrow page: the name of each row stands above its marks, and not beside them. */

/** @import { Layout, Trace } from "./types" */

/** Up to this width, in pixels, a page is narrow; names may take this share of it beside marks. */
const NARROW = 480;
const BESIDE = 0.3;

/** Pixels: of a name's line and of its character, between two rows, and at the left edge. */
const LINE = 15;
const CHARACTER = 7.5;
const GAP = 8;
const EDGE = 4;

/** How far the columns of a grid may be moved together. */
const CLOSER = 0.6;

/**
 * Whether the names of a figure's rows leave too little of a page for its marks.
 * @param {{ layout: Layout }} figure
 * @param {number} width of the page
 */
export function isNarrow({ layout: { yaxis, margin } }, width) {
  return width < NARROW && Array.isArray(yaxis?.categoryarray) && (margin?.l ?? 0) > width * BESIDE;
}

/**
 * A label of plotly's, already escaped, in lines of so many characters.
 * @param {string} label
 * @param {number} characters
 */
export function broken(label, characters) {
  /** @type {string[]} */
  const lines = [];
  for (const word of label.split(/<br>|\s+/)) {
    const longer = `${lines.at(-1)} ${word}`;
    if (lines.length && longer.length <= characters) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** The height that the largest mark needs. @param {Trace[]} data */
function tallest(data) {
  const sizes = data.flatMap(({ marker }) => /** @type {{ size?: number }} */ (marker)?.size ?? []);
  return Math.max(0, ...sizes) + 4;
}

/**
 * The figure with names above rows. Marks of a stack run from the left in lines of as many as fit,
 * and columns of a grid move together.
 * @template {{ data: Trace[], layout: Layout }} F
 * @param {F} figure
 * @param {number} width of the page
 * @returns {F}
 */
export function narrowed(figure, width) {
  const { meta = {}, margin = {}, xaxis = {}, yaxis = {}, annotations = [] } = figure.layout;
  const step = meta.stack;
  const { r = 0, t = 0, b = 0 } = margin;
  const right = step ? EDGE : r;
  const fit = step ? Math.max(1, Math.floor((width - EDGE - right) / step)) : Infinity;
  const high = step ?? tallest(figure.data);
  /** @type {Map<string, number>} */
  const counts = new Map();
  const places = figure.data.map(({ y = [] }) =>
    y.map((name) => {
      const at = counts.get(String(name)) ?? 0;
      counts.set(String(name), at + 1);
      return at;
    }),
  );
  let end = 0;
  const rows = new Map(
    (yaxis.categoryarray ?? []).map((name) => {
      const lines = broken(name, Math.floor((width - EDGE) / CHARACTER));
      const top = end;
      const first = top + lines.length * LINE + 3;
      end = first + (step ? Math.ceil((counts.get(name) ?? 0) / fit) : 1) * high + GAP;
      return [name, { top, first, lines }];
    }),
  );
  const data = figure.data.map((trace, k) => ({
    ...trace,
    ...(step ? { x: places[k].map((at) => (at % fit) + 1) } : null),
    y: places[k].map((at, i) => {
      const row = rows.get(String(trace.y?.[i]));
      return row ? row.first + ((step ? Math.floor(at / fit) : 0) + 0.5) * high : null;
    }),
  }));
  const most = step ? Math.min(fit, Math.max(1, ...counts.values())) : 0;
  const own = (meta.least ?? width) - (margin.l ?? 0) - right;
  const across = step ? most * step : Math.max(own * CLOSER, Math.min(own, width - EDGE - right));
  const names = [...rows.values()].map(({ top, lines }) => ({
    ...{ x: 0, xref: "paper", xanchor: "left", y: top, yref: "y", yanchor: "top", showarrow: false },
    ...{ text: lines.join("<br>"), align: "left", font: { size: 12 } },
  }));
  const { categoryarray: _, ...plain } = yaxis;
  return {
    ...figure,
    data,
    layout: {
      ...figure.layout,
      width: EDGE + across + right,
      height: t + b + Math.max(end, high),
      margin: { ...margin, l: EDGE, r: right },
      xaxis: step ? { ...xaxis, range: [0.5, most + 0.5] } : xaxis,
      yaxis: { ...plain, type: "linear", range: [Math.max(end, high), 0], tickvals: [], ticktext: [] },
      annotations: [...annotations, ...names],
    },
  };
}
