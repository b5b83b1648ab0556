import { deepEqual, equal, ok } from "node:assert/strict";
import { test } from "node:test";

import { inView, lenses, pointsInView, summary } from "../floorbook_widgets/selection.js";
import { cases } from "./cases.js";

const { two } = cases;
const EVERYTHING = Object.fromEntries(
  two.facets.map(({ trait, options }) => [trait, options.map(({ id }) => id)]),
);

/** @param {object} picked by trait, where not everything is */
const viewOf = (picked, { facets } = two) => lenses(facets, (trait) => ({ ...EVERYTHING, ...picked })[trait]);

for (const name of ["two", "shipped"]) {
  test(`the points in view are those that Python gives: ${name}`, () => {
    const { records, picks } = cases[name];
    const sizes = picks.map(({ picked, codings }) => {
      const found = pointsInView(viewOf(picked, cases[name]), records).flatMap(({ id, codings: own }) =>
        own.length
          ? own.map(({ issue, position, voice }) => [id, issue, position, voice].join())
          : [`${id},,,`],
      );
      deepEqual(found.sort(), codings.sort());
      return found.length;
    });
    ok(sizes.includes(0) && new Set(sizes).size > 10);
  });
}

test("the sentence on what is in view is the one that Python says", () => {
  const picked = { participants: ["atlantis", "cascadia"], dimensions: ["warmth", "void"] };
  /** @param {object} given */
  const told = (given) => summary({ get: (name) => ({ ...two, ...EVERYTHING, ...given })[name] });
  equal(told({}), two.summary);
  const three = two.facets.find(({ trait }) => trait === "participants").options.slice(0, 4);
  equal(
    told({ participants: three.map(({ id }) => id) }).split("; ")[1],
    `Atlantis, Borduria, ${three[2].label} and 1 more (4 of ${two.facets[1].options.length} participants)`,
  );
  equal(told(picked), "In view: 2 of 2 meetings; Atlantis, Cascadia; Hot tea, Clean pots; 2 of 14 points");
});

const MARKS = [
  [{}, true],
  [{ participant: "atlantis" }, true],
  [{ participant: "borduria" }, false],
  [{ participant: "atlantis", issue: "hot-tea" }, true],
  [{ participant: "atlantis", issue: "one-pot" }, false], // its dimension is not picked
  [{ issue: "" }, false], // nothing coded, while not every issue is picked
  [{ meeting: "" }, true], // every meeting is
  [{ issue: ["one-pot", "hot-tea"] }, true],
  [{ issue: ["one-pot", "open-kettle"] }, false],
  [{ issue: [""] }, false], // as without a list
  [{ meeting: [""] }, true],
  [{ issue: [] }, false],
  [{ meeting: [] }, true],
  [{ participant: "atlantis", participant_b: "borduria" }, false],
  [{ participant: "atlantis", participant_b: "cascadia" }, true],
  [{ participant: null, colour: "red" }, true],
];

for (const [mark, expected] of MARKS) {
  test(`a mark is in view when all that it is about is picked: ${JSON.stringify(mark)}`, () => {
    equal(inView(viewOf({ participants: ["atlantis", "cascadia"], dimensions: ["warmth"] }), mark), expected);
  });
}
