import { deepEqual, equal } from "node:assert/strict";
import { test } from "node:test";

import { linkTo, sourced } from "../floorbook_widgets/taking.js";

for (const [path, hash, link] of [
  ["/home/ada/reports/01-overview.html", "", "01-overview.html#at=board"],
  ["/C:/Users/ada/a%20b.html", "#participants=mexico&at=chart-1", "a%20b.html#participants=mexico&at=board"],
  ["/x/index.html", "#the-evidence", "index.html#at=board"],
])
  test(`a link has the file and what is picked, and not where the file lies: ${path}${hash}`, () =>
    equal(linkTo(path, hash, "board"), link));

test("every row of a saved table says what it is from", () =>
  deepEqual(sourced([["who"], ["ada"], ["bor"]], ["source"], ["a note"]), [
    ["who", "source"],
    ["ada", "a note"],
    ["bor", "a note"],
  ]));
