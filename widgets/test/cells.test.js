import { deepEqual } from "node:assert/strict";
import { test } from "node:test";

import { sorted, tally } from "../floorbook_widgets/cells.js";
import { cases } from "./cases.js";

test("counts by word are those of the cells, from the top of the scale down", () => {
  const { cells, words, counts } = cases.shipped;
  deepEqual(
    tally(cells, words).map(({ id, n }) => [id, n]),
    counts,
  );
});

for (const [by, order] of Object.entries(cases.two.orders)) {
  test(`rows are ordered as asked, and ties by speaking: ${by}`, () => {
    const { rows, cells, words } = cases.two;
    deepEqual(
      sorted(rows.toReversed(), cells, by, words).map(({ id }) => id),
      order,
    );
  });
}
