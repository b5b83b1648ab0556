/** What Python makes of the same cases: tests/test_modules.py writes it, and runs all that is here. */
import { readFileSync } from "node:fs";

const file = process.env.FLOORBOOK_CASES;
if (!file) throw new Error("run by way of Python, which knows the answers: pytest tests/test_modules.py");

export const cases = JSON.parse(readFileSync(file, "utf8"));
