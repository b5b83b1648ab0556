import { deepEqual } from "node:assert/strict";
import { test } from "node:test";

import { named, recoloured } from "../floorbook_widgets/dress.js";

test("only the colours of the palette turn dark, and data never", () => {
  const trace = {
    color: ["#07203B", "#123456"],
    line: { bgcolor: "#07203b" },
    customdata: [["#07203b"]],
    text: ["#07203b", "constructor"],
    textfont: { color: "constructor" },
    n: 3,
  };
  const found = recoloured(trace, { "#07203b": "#dceaf8" });
  deepEqual(found, { ...trace, color: ["#dceaf8", "#123456"], line: { bgcolor: "#dceaf8" } });
});

test("a category that every object has gets a name of its own", () => {
  const categoryarray = ["tea", "constructor", "__proto__"];
  const data = [{ x: [1, 2], y: ["__proto__", "tea"] }];
  const found = named({ data, layout: { yaxis: { categoryarray } } });
  deepEqual(found.data[0].y, ["\u2060__proto__", "tea"]);
  deepEqual(found.layout.yaxis.categoryarray, found.layout.yaxis.tickvals);
  deepEqual(found.layout.yaxis.ticktext, categoryarray);
  const plain = { data, layout: { yaxis: { categoryarray: ["tea"] } } };
  deepEqual(named(plain), plain);
});
