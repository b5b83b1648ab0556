/** The address of a view, whatever somebody writes there. */
import { deepEqual, match, ok } from "node:assert/strict";
import { test } from "node:test";

import fc from "fast-check";

import { fragment, ownFragment, ownParsed, parsed } from "../floorbook_widgets/address.js";

const IDS = {
  participants: ["mexico", "cote-d-ivoire", "a,b", "x&y=z", "100%", "%2C", "né", "🫖", "."],
  issues: ["iom-lead", "__proto__", "constructor", "#", "a b", "+"],
};
const TRAITS = Object.keys(IDS);
const FACETS = TRAITS.map((trait) => ({ trait, options: IDS[trait].map((id) => ({ id })) }));
const POINTS = ["mexico-1", "mexico-2", "x,y", "toString"];

/** @param {number} [maxLength] */
const text = (maxLength) => fc.string({ unit: "binary", maxLength });
const bit = fc.constantFrom(
  ...IDS.participants,
  ...IDS.issues,
  ...POINTS,
  ...TRAITS,
  "focus",
  "view-",
  "=",
  "&",
  ",",
  "%",
  "%2",
  "%zz",
  "%E0%A4%A",
  "#",
  "?",
  ";",
  "/",
);
const loose = fc.array(fc.oneof(bit, text(4)), { maxLength: 12 }).map((bits) => bits.join(""));
const name = fc.constantFrom(...TRAITS, "focus", "2.focus", "view-issues");
const values = fc.array(fc.oneof(bit, loose), { maxLength: 4 });
const asked = fc.tuple(name, values).map(([one, given]) => `${one}=${given}`);
const anything = fc.oneof(
  loose,
  fc.array(fc.oneof(asked, loose), { minLength: 1, maxLength: 4 }).map((all) => all.join("&")),
);
const prefix = fc.constantFrom("", "view-", "2.");
const picks = fc.record(Object.fromEntries(TRAITS.map((trait) => [trait, fc.subarray(IDS[trait])])), {
  noNullPrototype: true,
});
const points = fc.uniqueArray(fc.constantFrom(...POINTS));
const focus = fc.record({ at: text(5), label: text(5).filter(Boolean), points }, { noNullPrototype: true });
const view = fc.tuple(picks, fc.option(focus)).map(([own, at]) => (at ? { ...own, focus: at } : own));

/** Try a property often, the same in every run, and say how often. */
function holds(what, numRuns, ...given) {
  test(what, (t) => {
    fc.assert(fc.property(...given), { numRuns, seed: 20161014 });
    t.diagnostic(`tried ${numRuns} ${what}`);
  });
}

holds(
  "arbitrary address fragments: none throws, and only known ids come out",
  5000,
  anything,
  prefix,
  (given, before) => {
    for (const [trait, found] of Object.entries(parsed(given, FACETS, new Set(POINTS), before) ?? {})) {
      if (trait === "focus") {
        deepEqual(Object.keys(found).sort(), ["at", "label", "points"]);
        ok(found.points.every((id) => POINTS.includes(id)));
      } else {
        deepEqual(
          found,
          IDS[trait].filter((id) => found.includes(id)),
        );
      }
    }
  },
);

holds("views that come back from their address", 4000, view, picks, prefix, (picked, made, before) => {
  const given = fragment(FACETS, picked, made, before);
  match(given, /^[!-~]*$/);
  deepEqual({ ...made, ...parsed(given, FACETS, new Set(POINTS), before) }, picked);
});

const SMALL = [
  { trait: "participants", options: [{ id: "atlantis" }, { id: "borduria" }, { id: "cascadia" }] },
  { trait: "issues", options: [{ id: "hot-tea" }, { id: "one-pot" }] },
];
const VAIN = [
  ["", null],
  ["the-evidence", null],
  ["participants", null], // a heading of that name
  ["participants=nobody", null],
  ["participants=nobody,atlantis", { participants: ["atlantis"] }],
  ["participants=", { participants: [] }],
  ["participants=cascadia,atlantis", { participants: ["atlantis", "cascadia"] }],
  ["colours=red&issues=hot-tea", { issues: ["hot-tea"] }],
  ["issues=%E0%A4%A", null], // no valid encoding
  ["__proto__=atlantis&constructor=x", null],
  ["focus=matrix,Label,no-such-point", null],
  [
    "focus=matrix,Label,no-such-point,atlantis-2",
    { focus: { at: "matrix", label: "Label", points: ["atlantis-2"] } },
  ],
  ["focus=chart,Not%20recorded", { focus: { at: "chart", label: "Not recorded", points: [] } }],
];

for (const [given, picked] of VAIN) {
  test(`what an address asks for in vain is left out: ${given}`, () => {
    deepEqual(parsed(given, SMALL, new Set(["atlantis-1", "atlantis-2"])), picked);
  });
}

test("a text that a reader has typed comes back as it was, and not more of it than a field takes", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), (words) => {
      const made = { words: "" };
      const written = ownFragment("evidence", { words }, made);
      deepEqual(ownParsed(written, "evidence", made, { words: null }), words ? { words } : {});
    }),
    { numRuns: 500, seed: 20161014 },
  );
  const long = ownParsed(`evidence.words=${"a".repeat(999)}`, "evidence", { words: "" }, { words: null });
  deepEqual(long, { words: "a".repeat(200) });
});
