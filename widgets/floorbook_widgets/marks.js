/** The marks of a figure: what each carries, which are in view, and all of them as a table. */
import { picked } from "./measure.js";
import { inView } from "./selection.js";
import { across } from "./stack.js";

/** @import { AxisName, Figure, Layout, Mark, Trace } from "./types" */
/** @import { Lens } from "./selection.js" */

/** @typedef {{ mark: Mark, cells: string[] }} TableRow */

/** @type {WeakMap<unknown[], Mark>} The mark of each row of customdata. */
const MARKS = new WeakMap();

/**
 * The ids that mark `i` of a trace carries.
 * @param {Trace} trace
 * @param {string[]} columns
 * @param {number} i
 * @returns {Mark}
 */
export function markOf(trace, columns, i) {
  const row = trace.customdata?.[i] ?? [];
  const mark =
    MARKS.get(row) ??
    Object.fromEntries(
      columns
        .map((column, k) => [column, row[k]])
        .filter(([, value]) => value !== undefined && value !== null),
    );
  MARKS.set(row, mark);
  return mark;
}

/**
 * Which marks of each trace are in view; nothing for a trace that marks nobody.
 * @param {Figure} figure
 * @param {string[]} columns
 * @param {Lens[]} view
 * @param {number} [least] what `layout.meta.threshold.column` must reach
 * @returns {(boolean[] | undefined)[]}
 */
export function keeps(figure, columns, view, least) {
  const measured = figure.layout.meta?.threshold?.column;
  /** @param {Mark} mark */
  const reaches = (mark) =>
    measured === undefined ||
    least === undefined ||
    (mark[measured] ?? undefined) === undefined ||
    Number(mark[measured]) >= least;
  return figure.data.map((trace) =>
    Array.isArray(trace.customdata)
      ? trace.customdata.map((_, i) => {
          const mark = markOf(trace, columns, i);
          return inView(view, mark) && reaches(mark);
        })
      : undefined,
  );
}

/**
 * How many marks a trace has; what only guides the eye is none.
 * @param {Trace} trace
 * @param {string[]} columns
 * @returns {number}
 */
export function countOf(trace, columns) {
  return (trace.customdata ?? []).filter((_, i) => !markOf(trace, columns, i).guide).length;
}

/** The names of a figure's axes. @param {Layout} layout @returns {AxisName[]} */
export function axesOf(layout) {
  return /** @type {AxisName[]} */ (Object.keys(layout).filter((name) => /^[xy]axis\d*$/.test(name)));
}

/**
 * The figure with some of its marks only; category axes lose the categories that have none left,
 * and the height follows the rows that remain.
 * @param {Figure} figure
 * @param {string[]} columns
 * @param {(boolean[] | undefined)[]} keep of each trace
 * @returns {{ figure: Figure, shown: number }}
 */
export function filtered(figure, columns, keep) {
  const data = figure.data.map((trace, i) => (keep[i] ? picked(trace, keep[i]) : trace));
  const shown = data.reduce((sum, trace) => sum + countOf(trace, columns), 0);
  const layout = { ...figure.layout };
  for (const name of axesOf(layout)) {
    const axis = layout[name];
    if (!Array.isArray(axis.categoryarray)) continue;
    const letter = name[0];
    const anchor = letter + name.slice(5);
    const left = new Set(
      data
        .filter(
          (trace) =>
            (trace[`${letter}axis`] ?? letter) === anchor || axis.matches || layout.meta?.shared === letter,
        )
        .flatMap((trace) => trace[letter] ?? []),
    );
    const categories = axis.categoryarray.filter((c) => left.has(c));
    const range = across(categories.length);
    layout[name] = { ...axis, categoryarray: categories, range: letter === "x" ? range.reverse() : range };
    const row = layout.meta?.row;
    if (letter === "y" && row)
      layout.height =
        (layout.margin?.t ?? 40) + (layout.margin?.b ?? 40) + row * Math.max(1, categories.length);
  }
  return { figure: { data, layout }, shown };
}

/**
 * The values of the figure, a row a mark; what only guides the eye has none. Where a value is no
 * plain text, its text stands in the trace's `told`.
 * @param {Figure} figure
 * @param {string[]} columns
 * @returns {TableRow[]}
 */
export function tableRows(figure, columns) {
  return figure.data
    .flatMap((trace) =>
      (trace.customdata ?? []).map((_, i) => ({
        mark: markOf(trace, columns, i),
        cells: (figure.layout.meta?.table ?? ["y", "x", "text"]).map((name) =>
          shownOf(trace, name, columns, i),
        ),
      })),
    )
    .filter(({ mark }) => !mark.guide);
}

/**
 * @param {Trace} trace
 * @param {string} name
 * @param {string[]} columns
 * @param {number} i
 */
function shownOf(trace, name, columns, i) {
  const told = trace.told?.[name];
  const column = told ? -1 : columns.indexOf(name);
  const all = told ?? trace[name];
  return String((column >= 0 ? trace.customdata?.[i][column] : Array.isArray(all) ? all[i] : all) ?? "");
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

/** Whether a figure has nothing to draw. @param {Figure} figure */
export function isEmpty({ data }) {
  return data.every(({ x, y }) => !x?.length && !y?.length);
}
