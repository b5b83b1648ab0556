import { deepEqual, equal } from "node:assert/strict";
import { test } from "node:test";

import { keyOf, placed, upright } from "../floorbook_widgets/gridpicture.js";

const issues = (n) => Array.from({ length: n }, (_, i) => ({ id: `i${i}`, label: "", claim: "" }));
const GROUPS = [
  { id: "a", label: "A", issues: issues(2) },
  { id: "b", label: "B", issues: issues(9) },
  { id: "c", label: "C", issues: issues(1) },
];

test("groups of columns never touch, and are as wide as their columns or their heading", () => {
  const found = placed(GROUPS, ["b"], 100, (group) => (group.id === "c" ? 200 : 50));
  deepEqual(
    found.map(({ x, width, folded }) => [x, width, folded]),
    [
      [100, 62, false],
      [174, 50, true],
      [236, 200, false],
    ],
  );
});

test("a head stands in two lines at most, in as little height as that takes", () => {
  const { height, lines } = upright(
    ["one", "a head of many short words in a row"],
    (text) => text.length * 6,
  );
  equal(height, 120);
  deepEqual([...lines.values()], [["one"], ["a head of many short", "words in a row"]]);
});

test("the key has the positions that occur, and doubt where there is any", () => {
  const words = ["for", "against", "asks"].map((id) => ({ id, label: id, letter: id[0], look: {} }));
  const cells = [
    { word: "asks", unsure: true },
    { word: "for", unsure: false },
  ];
  const phrases = { absent: "not recorded", doubted: "unsure", contested: "another" };
  const labels = (...given) => keyOf(phrases, ...given).map(({ label }) => label);
  deepEqual(labels(cells, words), ["for", "asks", "not recorded", "unsure"]);
  deepEqual(labels(cells.slice(1), words, true), ["for", "not recorded", "another"]);
});
