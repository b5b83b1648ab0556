import { deepEqual, equal, ok } from "node:assert/strict";
import { test } from "node:test";

import { across, roomy } from "../floorbook_widgets/stack.js";

const LOW = {
  data: [{ x: [1], hovertext: ["Mexico 2<br>our paraphrase<br>of two lines"] }, { x: [] }],
  layout: { width: 200, height: 40, margin: { t: 4, b: 5, r: 6 } },
};

test("an axis without a category left has room for one", () => {
  deepEqual([0, 1, 3].map(across), [
    [0.5, -0.5],
    [0.5, -0.5],
    [2.5, -0.5],
  ]);
});

test("a low chart gets room below for its longest label, and beside up to the page", () => {
  const { width, height, margin } = roomy(LOW, 700).layout;
  deepEqual([width, margin.r], [700, 6 + 500]);
  equal(height - 40, margin.b - 5);
  ok(height >= 3 * 17 + 9); // plotly's lines of 13 px text, and their frame
});

test("a chart with room stays as it is", () => {
  const tall = { ...LOW, layout: { width: 900, height: 400, margin: { r: 6, b: 5 } } };
  deepEqual(roomy(tall, 700), tall);
});
