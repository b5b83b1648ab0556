/** Records by the words of their texts. */
import { deepEqual, equal } from "node:assert/strict";
import { test } from "node:test";

import fc from "fast-check";

import { Index, indexed, wordsIn } from "../floorbook_widgets/words.js";

const TEXTS = ["IOM's lead, and Côte d’Ivoire", "A lean process", "leads nowhere: IOM", "移民組織", ""];

/** @param {string} typed */
const found = (typed) => {
  const index = new Index();
  for (const text of TEXTS) index.add(text, text);
  return TEXTS.filter((text) => index.find(typed).has(text));
};

test("words that begin with each word typed are found, in any order, without accents and capitals", () => {
  deepEqual(found("LEAD iom"), [TEXTS[0], TEXTS[2]]);
  deepEqual(found("ead"), []);
  deepEqual(found("cote divoire"), [TEXTS[0]]);
  deepEqual(found("lead process"), []);
  deepEqual(found("組"), [TEXTS[3]]);
});

test("nothing but marks and blanks finds nothing", () => {
  deepEqual(found(" ?! "), []);
});

test("a text is found by any beginning of any of its words", () => {
  const cut = fc.tuple(fc.array(fc.string({ unit: "binary" })), fc.nat(), fc.nat());
  fc.assert(
    fc.property(cut, ([texts, which, length]) => {
      const text = texts.join(" ");
      const words = wordsIn(text);
      if (!words.length) return;
      const letters = [...words[which % words.length]];
      const part = letters.slice(0, 1 + (length % letters.length)).join("");
      const index = new Index();
      index.add(1, text);
      equal(index.find(part).has(1), true);
    }),
    { numRuns: 500, seed: 20161014 },
  );
});

test("an index made in pauses has all records", async () => {
  const records = Array.from({ length: 1234 }, (_, n) => n);
  const index = await indexed(records, (n) => `point ${n}`);
  equal(index.find("point").size, 1234);
  deepEqual([...index.find("point 1233")], [1233]);
});
