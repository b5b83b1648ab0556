import { deepEqual, equal, ok } from "node:assert/strict";
import { test } from "node:test";

import { broken, isNarrow, narrowed } from "../floorbook_widgets/narrow.js";
import { stacked } from "../floorbook_widgets/stack.js";

const ROWS = ["Lean process (narrow)", "IOM's lead"];
const STACK = {
  data: [{ x: [1, 2, 3, 1], y: [ROWS[0], ROWS[0], ROWS[0], ROWS[1]], marker: { size: [32, 32, 32, 32] } }],
  layout: { margin: { l: 160, r: 12, t: 8, b: 10 }, meta: { stack: 35 }, yaxis: { categoryarray: ROWS } },
};

test("a name is broken between words, and what stood on two lines stands on one where it can", () => {
  deepEqual(broken("Inclusive<br>participation (narrow)", 40), ["Inclusive participation (narrow)"]);
  deepEqual(broken("Inclusive<br>participation (narrow)", 14), ["Inclusive", "participation", "(narrow)"]);
  deepEqual(broken("Donaudampfschiff", 4), ["Donaudampfschiff"]);
});

test("names that leave marks too little of a narrow page stand above them", () => {
  equal(isNarrow(STACK, 328), true);
  equal(isNarrow(STACK, 700), false);
  equal(isNarrow({ layout: { ...STACK.layout, margin: { l: 60 } } }, 328), false);
  equal(isNarrow({ layout: { margin: { l: 160 } } }, 328), false); // a network has no rows
  equal(stacked(STACK, 328).layout.annotations.length, 2);
  equal(stacked(STACK, 700).layout.annotations, undefined);
});

test("marks run in lines of as many as fit, each row below its name and apart from the next", () => {
  const { data, layout } = narrowed(STACK, 80); // two marks of 35 pixels and the edges
  deepEqual(data[0].x, [1, 2, 1, 1]);
  const [first, second, third, other] = data[0].y;
  equal(first, second);
  equal(third - first, 35);
  const [above, below] = layout.annotations;
  deepEqual([above.text, below.text], ["Lean<br>process<br>(narrow)", "IOM's lead"]);
  ok(first - 35 / 2 >= above.y + 3 * 15);
  ok(below.y >= third + 35 / 2);
  ok(other > below.y);
  equal(layout.height, 8 + 10 + layout.yaxis.range[0]);
  equal(layout.yaxis.categoryarray, undefined);
});

test("columns of a grid move together as far as they can, and then it scrolls", () => {
  const grid = {
    data: [{ x: ["a", "b"], y: [ROWS[0], ROWS[1]], marker: { size: 22 } }],
    layout: {
      margin: { l: 160, r: 40 },
      meta: { least: 160 + 300 + 40 },
      xaxis: { categoryarray: ["a", "b"] },
      yaxis: { categoryarray: ROWS },
    },
  };
  equal(narrowed(grid, 328).layout.width, 328);
  equal(narrowed(grid, 200).layout.width, 4 + 300 * 0.6 + 40);
  deepEqual(narrowed(grid, 328).data[0].x, ["a", "b"]);
});
