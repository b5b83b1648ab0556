import { equal } from "node:assert/strict";
import { test } from "node:test";

import { recordedOn } from "../floorbook_widgets/findings.js";
import { cases } from "./cases.js";

const { two } = cases;
const EVERYTHING = Object.fromEntries(
  two.facets.map(({ trait, options }) => [trait, options.map(({ id }) => id)]),
);

/** @param {string[]} issues @param {object} [given] */
const told = (issues, given) =>
  recordedOn({ get: (name) => ({ ...two, ...EVERYTHING, ...given })[name] }, issues);

test("of one issue it is said who in view is recorded on it in a voice of their own", () => {
  equal(told(["hot-tea"], { participants: ["atlantis"] }), "Recorded on Hot tea: Atlantis.");
  equal(
    told(["hot-tea"], { participants: ["atlantis", "borduria"] }),
    "Recorded on Hot tea: Atlantis, Borduria.",
  );
  equal(told(["hot-tea"], { participants: ["cascadia"] }), "Nobody in view is recorded on Hot tea.");
  equal(told(["one-pot"], { participants: ["tea-bureau-chair"] }), "Nobody in view is recorded on One pot."); // reported
});

test("of several issues it is said on which of them anything in view is recorded", () => {
  const some = told(["hot-tea", "one-pot"], { participants: ["atlantis"] });
  equal(some, "Of the 2 issues that they are about, 1 is spoken on in view: Hot tea.");
  const none = told(["hot-tea", "one-pot"], { participants: ["cascadia"], issues: [] });
  equal(none, "None of the 2 issues that they are about is spoken on in view.");
  equal(told([]), "");
});
