import { deepEqual, equal, ok } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { COLOURS, balanced, escaped, framed, tag, wrapped } from "../floorbook_widgets/picture.js";

/** A letter is as wide as half its size. */
const ruler = (text, size) => text.length * size * 0.5;
const letters = (text) => text.length;
const LOOK = { fill: "#07203b", ink: "#f4f8fb", outline: "#07203b" };
const BODY = { width: 90, height: 40, svg: "<path/>" };

test("text is never read as markup, and holds nothing that XML cannot", () => {
  equal(escaped('<a b="1">&\u0000\ud800 tea\n'), "&#60;a b=&#34;1&#34;&#62;&#38; tea\n");
  equal(
    tag("g", { id: '"><script>', x: 1.23456, y: undefined }),
    '<g id="&#34;&#62;&#60;script&#62;" x="1.23"></g>',
  );
});

test("lines break between words, and within a word that is wider than a line", () => {
  deepEqual(wrapped("one two three", 7, letters), ["one two", "three"]);
  deepEqual(wrapped("a hippopotamus", 5, letters), ["a", "hippo", "potam", "us"]);
  deepEqual(wrapped("", 5, letters), []);
});

test("a short text is set so narrow that no line has a word alone", () => {
  const words = "one two three four five six seven";
  const width = balanced(words, 60, (text) => text.length * 2);
  deepEqual(
    wrapped(words, width, (text) => text.length * 2),
    ["one two three four", "five six seven"],
  );
});

test("a picture grows with its body and no further, and has all its parts in order", () => {
  const parts = {
    title: "Found",
    told: ["How"],
    key: [{ look: LOOK, letter: "S", label: "Support" }],
    source: "From",
  };
  const narrow = framed({ ...parts, body: BODY }, ruler);
  equal(narrow.width, 800);
  equal(framed({ ...parts, body: { ...BODY, width: 900 } }, ruler).width, 956);
  const places = ["Found</text>", "How", "Support", "<path/>", "From"].map((part) =>
    narrow.svg.indexOf(part),
  );
  ok(
    places.every((place, i) => place > (places[i - 1] ?? 0)),
    String(places),
  );
  ok(framed({ ...parts, key: [], body: BODY }, ruler).height < narrow.height);
});

test("the colours of a picture are those of the palette in light", () => {
  const palette = JSON.parse(
    readFileSync(new URL("../../src/floorbook/figures/palette.json", import.meta.url), "utf8"),
  );
  for (const [name, colour] of Object.entries(COLOURS))
    equal(colour, (palette.page[name] ?? palette.marks[name])[0], name);
});
