import { deepEqual, equal, ok } from "node:assert/strict";
import { test } from "node:test";

import { measured, optionsAt, variantAt } from "../floorbook_widgets/measure.js";
import { cases } from "./cases.js";

const { network, matrix, turns } = cases.measure;
const measuredBy = (figure, variant) => measured(figure, figure.layout.meta.columns, variant);

test("options and variants are two names of one thing", () => {
  const choices = [
    { label: "A", options: ["1", "2"] },
    { label: "B", options: ["x", "y", "z"] },
  ];
  const options = [
    [0, 0],
    [0, 1],
    [0, 2],
    [1, 0],
    [1, 1],
    [1, 2],
  ];
  deepEqual(
    options.map((_, variant) => optionsAt(choices, variant)),
    options,
  );
  deepEqual(
    options.map((at) => variantAt(choices, at)),
    [0, 1, 2, 3, 4, 5],
  );
});

test("a pair at zero has no line and no mark", () => {
  const figure = measuredBy(network, 0);
  const bands = figure.data.slice(0, -2);
  const marks = figure.data.at(-2);
  const label = figure.layout.meta.columns.indexOf("label");
  deepEqual(
    marks.customdata.map((row) => row[label]),
    ["Ada and Bor", "Bor and Cyr"],
  );
  deepEqual([marks.x.length, marks.marker.size.length], [2, 2]);
  // Of 1.75 at most: 1.75 is in the fifth fifth, 1 in the third.
  const lines = bands.map(({ line, x }) => [line.width, Math.floor(x.length / 3)]);
  deepEqual(lines, [
    [1, 0],
    [2, 0],
    [3, 1],
    [4.5, 0],
    [6, 1],
  ]);
});

test("each variant has its own threshold and table", () => {
  ok(network.layout.meta.variants.length > 1);
  network.layout.meta.variants.forEach(({ threshold, table }, number) => {
    const { meta } = measuredBy(network, number).layout;
    deepEqual([meta.threshold, meta.table], [threshold, table]);
  });
});

test("cells show the value and are filled by it", () => {
  // Once, not normalised: 1.75 and 1; the third pair has 0, and no cell.
  const [cells, ...others] = measuredBy(matrix, 0).data;
  deepEqual([cells.text, others], [["1.75", "1.00"], []]);
  const [most, least] = cells.marker.color.map((colour) => Number.parseInt(colour.slice(7), 16));
  ok(most > least && least > 0);
});

test("a figure with one measure stays as it is", () => {
  equal(measuredBy(turns, 3), turns);
});
