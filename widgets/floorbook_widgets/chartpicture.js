/** The picture of a chart to take along: plotly's own SVG, and the key to its marks. */
import { dressed } from "./dress.js";
import { markOf } from "./marks.js";
import { FONT, ROOM, tag } from "./picture.js";
import { stacked } from "./stack.js";

/** @import { Figure, PlotlyState, Position, Trace } from "./types" */
/** @import { Body, Key } from "./picture.js" */
/** @import { Plotly } from "./plot.js" */

/** How much a small chart is enlarged at most, to be read on a slide. */
const LARGER = 1.3;

/**
 * What the letters in a figure stand for: of each position or fate the first mark that has it, in the
 * order of the scale.
 * @param {Figure} figure
 * @param {string[]} columns
 * @param {Position[]} positions
 * @param {string} absent
 * @returns {Key[]}
 */
export function keyOf(figure, columns, positions, absent) {
  /** @type {Map<string, Key>} */
  const found = new Map();
  const named = new Map(positions.map((one) => [one.id, one]));
  for (const trace of figure.data) {
    (trace.customdata ?? []).forEach((_, i) => {
      const { word, fate, became, when } = markOf(trace, columns, i);
      const what = String(word ?? fate ?? became ?? when ?? "");
      if (!what || found.has(what)) return;
      const { look, letter } = looksOf(trace, i);
      const position = named.get(what);
      found.set(what, {
        look,
        letter: word && letter !== position?.letter ? "" : letter, // a mark may have a code instead
        label: word ? (position?.label ?? absent) : what,
        tone: position?.tone,
      });
    });
  }
  const order = positions.map(({ id }) => id);
  /** @param {string} what */
  const rank = (what) => (order.includes(what) ? order.indexOf(what) : order.length);
  return [...found].sort(([one], [other]) => rank(one) - rank(other)).map(([, key]) => key);
}

/** How a mark looks, and its letter without what only this mark has. @param {Trace} trace @param {number} i */
function looksOf({ marker = {}, text, textfont }, i) {
  /** @type {{ symbol?: unknown, color?: unknown, line?: { color?: unknown }, gradient?: { color?: unknown, type?: unknown } }} */
  const { symbol, color, line, gradient } = marker;
  /** @param {unknown} value */
  const at = (value) => String((Array.isArray(value) ? value[i] : value) ?? "");
  const hollow = at(symbol).endsWith("-open");
  const split = at(gradient?.type) === "horizontal" ? at(gradient?.color) : "";
  return {
    look: {
      fill: hollow ? "none" : at(color),
      outline: at(line?.color),
      ink: at(textfont?.color),
      symbol: at(symbol),
      split,
    },
    letter: at(text).replace(/[*()]/g, ""),
  };
}

/**
 * @param {Plotly} library
 * @param {Figure} figure
 * @param {PlotlyState} colours
 * @returns {Promise<Body>}
 */
export async function drawn(library, figure, colours) {
  const { data, layout } = dressed(stacked(figure, ROOM), colours, false);
  const { width = ROOM, height = 360 } = layout;
  const told = { ...layout, width, height, font: { ...layout.font, family: FONT } };
  const svg = await library.toImage(
    { data, layout: told },
    { format: "svg", width, height, imageDataOnly: true },
  );
  const scale = Math.max(1, Math.min(LARGER, ROOM / width));
  const inner = svg.replace(/^<svg[^>]*>|<\/svg>$/g, "");
  return {
    width: width * scale,
    height: height * scale,
    svg: tag("g", { transform: `scale(${scale})` }, inner),
  };
}
