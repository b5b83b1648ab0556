import { deepEqual, equal } from "node:assert/strict";
import { test } from "node:test";

import { compared, stateOf } from "../floorbook_widgets/sidebyside.js";
import { cases } from "./cases.js";

const { groups, phrases } = cases.beside;
const told = (cells, names) =>
  stateOf(
    cells.map((cell) => cell ?? undefined),
    names,
    phrases,
  );

test("side by side says what Python says", () => {
  deepEqual([...new Set(groups.map(({ names }) => names.length))], [2, 3, 4]);
  for (const { names, rows } of groups) {
    for (const { cells, ...wanted } of rows) deepEqual(told(cells, names), wanted);
  }
});

/** Words that the real meeting has beside each other nowhere; the rule in other words. */
test("side by side has one rule for all words", () => {
  const lean = { support: "+", qualified: "+", oppose: "-" };
  const [disagree, same, noSides, one, nothing] = phrases.states;
  const words = ["support", "qualified", "oppose", "raise", "mixed", null];
  const rows = words.flatMap((a) => words.flatMap((b) => words.map((c) => [a, b, c])));
  for (const row of rows) {
    const found = told(
      row.map((word) => word && { word, lean: lean[word] ?? "" }),
      ["A", "B", "C"],
    );
    const leans = row.flatMap((word) => lean[word] ?? []);
    const silent = [nothing, one, noSides, noSides][row.filter(Boolean).length];
    const state = new Set(leans).size === 2 ? disagree : leans.length >= 2 ? same : silent;
    equal(found.state, state, String(row));
    equal(found.beside, state === same && row.includes("support") && row.includes("qualified"), String(row));
  }
});

for (const [picked, expected] of [
  [0, "chosen"],
  [1, "chosen"],
  [2, "picked"],
  [4, "picked"],
  [5, "chosen"],
]) {
  test(`two to four that are picked are compared: ${picked}`, () => {
    const given = { picked: Array.from({ length: picked }, (_, i) => `p${i}`), chosen: ["a", "b"] };
    deepEqual(compared(given.picked, given.chosen, phrases.most), given[expected]);
  });
}
