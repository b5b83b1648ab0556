import { deepEqual, equal, ok } from "node:assert/strict";
import { test } from "node:test";

import { groups, matches, withPicked } from "../floorbook_widgets/picker.js";
import { cases } from "./cases.js";

const facets = Object.fromEntries(cases.two.facets.map((facet) => [facet.trait, facet]));
const idsOf = (options) => options.map(({ id }) => id);
const grouped = (...given) => groups(...given).map(({ heading, options }) => [heading, idsOf(options)]);

test("what is picked stays in the order of the data", () => {
  const given = [facets.participants, ["cascadia", "atlantis"], ["borduria", "atlantis"]];
  deepEqual(withPicked(...given, true), ["atlantis", "borduria", "cascadia"]);
  deepEqual(withPicked(...given, false), ["cascadia"]);
});

test("options stand under their group or their parent, and each once", () => {
  const people = new Map(grouped(facets.participants));
  deepEqual(people.get("State · African"), ["atlantis"]);
  deepEqual(people.get("Agency"), ["kettle-fund"]);
  const issues = grouped(facets.issues, facets.dimensions);
  deepEqual(new Map(issues).get("Warmth"), ["hot-tea", "clean-pots"]);
  const all = issues.flatMap(([, ids]) => ids);
  ok(all.length > 2);
  deepEqual(all.sort(), idsOf(facets.issues.options).sort());
});

const SEARCHES = [
  ["", ["atlantis", "borduria", "cascadia", "cup-guild", "kettle-fund", "tea-bureau-chair"]],
  ["BORD", ["borduria"]],
  ["cups guild", ["cup-guild"]],
  ["state", ["atlantis", "borduria", "cascadia"]],
  ["state africa", ["atlantis"]],
  ["africa x", []],
  [".*", []],
];

for (const [typed, found] of SEARCHES) {
  test(`a search asks for every word in name, id or group: "${typed}"`, () => {
    equal(
      String(idsOf(facets.participants.options.filter((one) => matches(one, typed))).sort()),
      String(found),
    );
  });
}
