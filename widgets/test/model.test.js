import { deepEqual } from "node:assert/strict";
import { test } from "node:test";

import { StaticModel } from "../floorbook_widgets/model.js";

test("a static model tells of changes, and of nothing else", () => {
  const model = new StaticModel({ a: [1], b: 2 });
  const told = [];
  const fn = () => told.push(model.get("a"));
  model.on("change:a", fn);
  model.set("a", [1]);
  model.set("b", 3);
  model.set("a", [1, 2]);
  model.off("change:a", fn);
  model.set("a", []);
  deepEqual(told, [[1, 2]]);
});
