import { deepEqual } from "node:assert/strict";
import { test } from "node:test";

import { keyOf } from "../floorbook_widgets/chartpicture.js";

const POSITIONS = ["for", "against"].map((id) => ({ id, label: `${id} it`, letter: id[0].toUpperCase() }));

/** @param {string[]} values @param {string[]} text @param {string[]} symbol */
const figure = (values, text, symbol) => ({
  data: [
    { x: [1], y: [1] },
    {
      customdata: values.map((value) => [value]),
      text,
      textfont: { color: "#fff" },
      marker: { symbol, color: values.map((_, i) => `#00${i}`), line: { color: "#111" } },
    },
  ],
  layout: {},
});

test("the key to a chart has each position once, in the order of the scale, not recorded last", () => {
  const words = ["not recorded", "against", "for", "for"];
  const shapes = ["square-open", "square", "circle", "square"];
  const found = keyOf(figure(words, ["", "(A)", "F*", "F"], shapes), ["word"], POSITIONS, "nothing");
  deepEqual(
    found.map(({ label, letter, look }) => [label, letter, look.fill, look.symbol]),
    [
      ["for it", "F", "#002", "circle"],
      ["against it", "A", "#001", "square"],
      ["nothing", "", "none", "square-open"],
    ],
  );
});

test("what became of an ask or an item is told as the mark tells it; marks without either have no key", () => {
  const fates = keyOf(figure(["answered", "open"], ["A", ""], "square"), ["fate"], POSITIONS, "");
  deepEqual(
    fates.map(({ label, letter }) => [label, letter]),
    [
      ["answered", "A"],
      ["open", ""],
    ],
  );
  const items = keyOf(figure(["no point"], [""], "square"), ["became"], POSITIONS, "");
  deepEqual([items[0].label, items[0].letter], ["no point", ""]);
  const when = keyOf(figure(["counted now"], [""], "square"), ["when"], POSITIONS, "");
  deepEqual(when[0].label, "counted now");
  deepEqual(keyOf(figure(["ada"], ["ADA"], "square"), ["who"], POSITIONS, ""), []);
});

test("a mark with a code in place of its position's letter has the colour alone in the key", () => {
  const found = keyOf(figure(["for"], ["ADA*"], "square"), ["word"], POSITIONS, "");
  deepEqual(
    found.map(({ label, letter }) => [label, letter]),
    [["for it", ""]],
  );
});
