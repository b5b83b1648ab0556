import { deepEqual, equal } from "node:assert/strict";
import { test } from "node:test";

import { filtered, keeps, pointsOf, tableRows } from "../floorbook_widgets/marks.js";
import { lenses } from "../floorbook_widgets/selection.js";
import { cases } from "./cases.js";

const { figure, columns, facets, table, marks } = cases.chart;

/** @param {string[] | null} participants null for all @param {number} [least] */
function kept(participants, least) {
  const view = lenses(
    facets,
    (trait) =>
      (trait === "participants" && participants) ||
      facets.find((facet) => facet.trait === trait).options.map(({ id }) => id),
  );
  return filtered(figure, columns, keeps(figure, columns, view, least));
}

test("a chart keeps the marks in view and all that belongs to them", () => {
  const found = kept(["atlantis", "cup-guild"]);
  equal(found.shown, 2);
  const [bars, line] = found.figure.data;
  deepEqual(
    [bars.x, bars.text],
    [
      [3, 2],
      ["a", "c"],
    ],
  );
  deepEqual(bars.marker, { color: ["#07203b", "#07203b"], line: { width: [1, 3] } });
  deepEqual(
    bars.customdata.map(([id]) => id),
    ["atlantis", "cup-guild"],
  );
  deepEqual(line, figure.data[1]); // it marks nobody
});

test("a chart loses the rows that are empty and their height", () => {
  const { layout } = kept(["atlantis", "cup-guild"]).figure;
  deepEqual(layout.yaxis.categoryarray, ["Cups &amp; Co", "Atlantis"]);
  deepEqual(layout.yaxis.range, [1.5, -0.5]);
  equal(layout.height, 5 + 7 + 2 * 20);
});

test("a chart that is whole is as Python drew it", () => {
  deepEqual(kept(null).figure.data, figure.data);
});

test("marks below the threshold are left out", () => {
  const found = kept(null, 0.5);
  deepEqual([found.shown, found.figure.data[0].x], [2, [3, 2]]);
});

test("the values table is the same in both faces", () => {
  const found = tableRows(figure, columns).map(({ mark, cells }) => ({ cells, n: pointsOf(mark).length }));
  deepEqual(found, table);
  deepEqual(found[2].cells, ["Cups & Co", "2", "clean-pots", "own", "1"]);
  deepEqual(
    found.map(({ n }) => n),
    [2, 1, 0],
  );
});

for (const [mark, points] of marks) {
  test(`a mark has the same points in both faces: ${JSON.stringify(mark)}`, () =>
    deepEqual(pointsOf(mark), points));
}
