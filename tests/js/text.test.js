import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { format } from "../../scripts/coursewright/browser/src/core/fraction.js";
import { exactText, foldText, parseNumber } from "../../scripts/coursewright/browser/src/core/text.js";

const golden = JSON.parse(readFileSync(new URL("folding.json", import.meta.url), "utf8"));

for (const [typed, folded] of golden.folded) {
  test(`${JSON.stringify(typed)} is folded to ${JSON.stringify(folded)}`, () => {
    assert.equal(foldText(typed), folded);
  });
}

for (const [typed, exact] of golden.exact) {
  test(`an exact item reads ${JSON.stringify(typed)} as ${JSON.stringify(exact)}`, () => {
    assert.equal(exactText(typed), exact);
  });
}

for (const [typed, number] of golden.numbers) {
  test(`${JSON.stringify(typed)} is the number ${number}`, () => {
    const read = parseNumber(typed);

    assert.equal(read && format(read), number);
  });
}
