/** How a figure's marks can be measured: Python gave each mark every value, here one is chosen. */
import { LIVE, h } from "./dom.js";
import { change } from "./selection.js";

/** @import { ChartState, Figure, Model, Trace } from "./types" */

/**
 * @typedef {{ label: string, options: string[] }} Choice
 * @typedef {Record<"min" | "max" | "step" | "value", number>
 *   & { column: string, label: string, steps: string[] }} Threshold
 * @typedef {{ threshold: Threshold, table: string[], note: string }} Variant
 */

/** Widths of lines, from the least value to the greatest, in pixels. */
const WIDTHS = [1, 2, 3, 4.5, 6];

/**
 * The option of each choice that makes this variant; the last choice varies fastest.
 * @param {Choice[]} choices
 * @param {number} variant
 */
export function optionsAt(choices, variant) {
  let left = variant;
  return choices
    .toReversed()
    .map(({ options }) => {
      const at = left % options.length;
      left = Math.floor(left / options.length);
      return at;
    })
    .toReversed();
}

/**
 * The variant that these options make.
 * @param {Choice[]} choices
 * @param {number[]} at
 */
export function variantAt(choices, at) {
  return choices.reduce((number, { options }, i) => number * options.length + at[i], 0);
}

/**
 * The figure with one of its measures: marks without a value above 0 are left out, lines are as wide
 * and cells as full as the value is great. A figure that has one measure stays as it is.
 * @param {Figure} figure
 * @param {string[]} columns
 * @param {number} [number] which of `layout.meta.variants`
 * @returns {Figure}
 */
export function measured(figure, columns, number = 0) {
  /** @type {Variant | undefined} */
  const variant = figure.layout.meta?.variants?.[number];
  if (!variant) return figure;
  const { threshold, table } = variant;
  const at = columns.indexOf(threshold.column);
  /** @param {unknown[]} row */
  const amountOf = (row) => Number(row[at] ?? 0);
  /** What has no measure, such as a participant of a network, stays. @param {unknown[]} row */
  const stays = (row) => row[at] === null || amountOf(row) > 0;
  const top = Math.max(
    ...figure.data.flatMap((trace) => (trace.customdata ?? []).map(amountOf)),
    Number.MIN_VALUE,
  );
  const data = figure.data.flatMap((trace) => {
    if (!Array.isArray(trace.customdata)) return [trace];
    const values = trace.customdata.map(amountOf);
    const there = trace.customdata.map(stays);
    if (trace.meta?.measured === "width") return banded(trace, values, top);
    const own = picked(trace, there);
    return [
      trace.meta?.measured === "fill"
        ? filled(
            own,
            threshold.column,
            values.filter((value) => value > 0),
            top,
          )
        : own,
    ];
  });
  return { data, layout: { ...figure.layout, meta: { ...figure.layout.meta, threshold, table } } };
}

/**
 * A trace with those of its marks that `keep` names.
 * @param {Trace} trace
 * @param {boolean[]} keep
 * @returns {Trace}
 */
export function picked(trace, keep) {
  return keep.every(Boolean) ? trace : kept(trace, keep);
}

/**
 * Keep the entries that `keep` names in every list of the trace that has one entry a mark.
 * @template T
 * @param {T} value
 * @param {boolean[]} keep
 * @returns {T}
 */
export function kept(value, keep) {
  if (Array.isArray(value))
    return /** @type {T} */ (value.length === keep.length ? value.filter((_, i) => keep[i]) : value);
  if (value !== null && typeof value === "object") {
    return /** @type {T} */ (
      Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, kept(inner, keep)]))
    );
  }
  return value;
}

/**
 * Lines by their value: one trace for each width, as a trace has one.
 * @param {Trace} trace
 * @param {number[]} values
 * @param {number} top
 */
function banded(trace, values, top) {
  const bands = values.map((value) => Math.ceil((value / top) * WIDTHS.length - 1e-9));
  return WIDTHS.map((width, i) => {
    const own = picked(
      trace,
      bands.map((band) => band === i + 1),
    );
    return { ...own, line: { ...own.line, width } };
  });
}

/**
 * Cells by their value, whose text stands in them: the colour of their outline, the fuller the more.
 * @param {Trace} trace
 * @param {string} column
 * @param {number[]} values
 * @param {number} top
 */
function filled(trace, column, values, top) {
  const { color: _, ...textfont } = trace.textfont ?? {};
  const outline = trace.marker?.line?.color ?? [];
  /** @param {number} share */
  const hex = (share) =>
    Math.round(255 * share)
      .toString(16)
      .padStart(2, "0");
  return {
    ...trace,
    text: trace.meta?.texts?.[column],
    textfont,
    marker: {
      ...trace.marker,
      color: values.map((value, i) => outline[i] + hex(0.06 + (0.5 * value) / top)),
    },
  };
}

/**
 * Controls for what is measured and what a mark must reach to be shown, where the figure has any.
 * @param {Model<ChartState>} model
 * @returns {(HTMLElement | null)[]}
 */
export function measures(model) {
  const { choices = [], variants, threshold: own } = model.get("figure").layout.meta ?? {};
  /** @type {Variant | undefined} */
  const variant = variants?.[model.get("variant")];
  const threshold = variant?.threshold ?? own;
  return [
    choices.length
      ? h(
          "div",
          { class: "tools", ...LIVE },
          choices.map((choice, i) => chooser(model, choices, choice, i)),
        )
      : null,
    threshold ? h("div", { class: "tools", ...LIVE }, slider(model, threshold)) : null,
    variant ? h("p", { class: "note", role: "status" }, variant.note) : null,
  ];
}

/**
 * @param {Model<ChartState>} model
 * @param {Choice[]} choices
 * @param {Choice} choice
 * @param {number} i its number among them
 */
function chooser(model, choices, { label, options }, i) {
  const at = optionsAt(choices, model.get("variant"));
  const select = /** @type {HTMLSelectElement} */ (
    h(
      "select",
      {
        "data-key": `choice ${i}`,
        onchange: () => {
          const variant = variantAt(
            choices,
            at.map((option, k) => (k === i ? select.selectedIndex : option)),
          );
          change(model, {
            variant,
            least: model.get("figure").layout.meta?.variants?.[variant].threshold.value,
          });
        },
      },
      options.map((option, k) => h("option", { selected: k === at[i] || undefined }, option)),
    )
  );
  return h("label", {}, `${label} `, select);
}

/** @param {Model<ChartState>} model @param {Threshold} wanted */
function slider(model, wanted) {
  const least = model.get("least") ?? wanted.value;
  /** @param {number} value */
  const told = (value) => wanted.steps[Math.round((value - wanted.min) / wanted.step)] ?? "";
  const value = h("output", {}, told(least));
  const range = /** @type {HTMLInputElement} */ (
    h("input", {
      type: "range",
      "data-key": "least",
      min: wanted.min,
      max: wanted.max,
      step: wanted.step,
      value: least,
      oninput: () => {
        value.textContent = told(Number(range.value));
        change(model, { least: Number(range.value) });
      },
    })
  );
  return h("label", {}, `${wanted.label} `, range, " ", value);
}
