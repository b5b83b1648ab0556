import { equal } from "node:assert/strict";
import { test } from "node:test";

import { pickOf, slug } from "../floorbook_widgets/saving.js";
import { lenses } from "../floorbook_widgets/selection.js";

for (const [text, part] of [
  ['../..\\CON: a|b?*<i>\u202e"gpj', "con-a-b-i-gpj"],
  ["Zürich's Łódź, 対話、2016", "zurichs-odz-2016"],
  ["対話", ""],
  ["word ".repeat(9), "word-word"],
])
  test(`a part of a file's name is whole words in plain ASCII: ${JSON.stringify(text)}`, () =>
    equal(slug(text, 12 + (text.includes("word") ? 0 : 99)), part));

const FACETS = [
  {
    trait: "people",
    key: "person",
    options: ["ada", "bor", "cyr"].map((id) => ({ id, label: `${id}, the one` })),
  },
  {
    trait: "groups",
    key: "group",
    options: [
      { id: "g", label: "G" },
      { id: "h", label: "H" },
    ],
  },
  {
    trait: "issues",
    key: "issue",
    parent: "groups",
    options: [
      { id: "tea", label: "Tea", parent: "g" },
      { id: "milk", label: "Milk", parent: "h" },
    ],
  },
];

for (const [picked, name] of [
  [{}, ""],
  [{ people: ["ada", "cyr"] }, "ada-the-one-cyr-the-one"],
  [{ people: [], groups: ["h"] }, "0-people-h"],
])
  test(`a file's name says what is picked: ${JSON.stringify(picked)}`, () => {
    const all = { people: ["ada", "bor", "cyr"], groups: ["g", "h"], issues: ["tea", "milk"], ...picked };
    equal(pickOf(lenses(FACETS, (trait) => all[trait])), name);
  });
