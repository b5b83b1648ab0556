import { equal } from "node:assert/strict";
import { test } from "node:test";

import { field } from "../floorbook_widgets/csv.js";

const FIELDS = [
  ["tea", "tea"],
  ["a,b", '"a,b"'],
  ['say "tea"', '"say ""tea"""'],
  ["two\nlines", '"two\nlines"'],
  ["=1+1", "'=1+1"],
  ["@SUM(A1)", "'@SUM(A1)"],
  [" =1+1", "' =1+1"],
  ["-5 of us", "'-5 of us"],
  [-5, "-5"],
  [0.25, "0.25"],
  [null, ""],
];

for (const [value, written] of FIELDS) {
  test(`a field of a saved table is no formula: ${JSON.stringify(value)}`, () =>
    equal(field(value), written));
}
