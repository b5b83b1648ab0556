import { deepEqual } from "node:assert/strict";
import { test } from "node:test";
import { gunzipSync } from "node:zlib";

import { bytesOf } from "../floorbook_widgets/packed.js";
import { cases } from "./cases.js";

test("what Python packs comes out as it was, whatever its length", () => {
  const found = cases.packed.map(([, packed]) => gunzipSync(bytesOf(packed)).toString());
  deepEqual(
    found,
    cases.packed.map(([text]) => text),
  );
});
