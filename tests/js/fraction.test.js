import assert from "node:assert/strict";
import { test } from "node:test";
import {
  ZERO,
  add,
  atLeast,
  decimal,
  divide,
  format,
  fraction,
  multiply,
  parseFraction,
} from "../../scripts/coursewright/browser/src/core/fraction.js";
import { forSeeds } from "./support.js";

test("a fraction is kept in lowest terms with a positive denominator", () => {
  assert.deepEqual(fraction(6, -8), { n: -3n, d: 4n });
  assert.deepEqual(fraction(0, 5), { n: 0n, d: 1n });
  assert.throws(() => fraction(1, 0), RangeError);
});

test("decimals and quotients are read exactly, anything else is refused", () => {
  assert.deepEqual(parseFraction("0.8"), fraction(4, 5));
  assert.deepEqual(parseFraction("1/2"), fraction(1, 2));
  assert.deepEqual(parseFraction("-0.05"), fraction(-1, 20));
  assert.deepEqual(parseFraction(3), fraction(3));
  for (const text of ["", "1e3", "½", " 1", "1/2/3", "1.", ".5", "0.5/2", "NaN", "0x10"]) {
    assert.throws(() => parseFraction(text), SyntaxError, text);
  }
});

test("1/10 added ten times is 1, which floats do not manage", () => {
  let sum = ZERO;
  for (let i = 0; i < 10; i++) sum = add(sum, parseFraction("0.1"));

  assert.deepEqual(sum, fraction(1));
});

test("adding, multiplying and dividing obey the laws of arithmetic for 500 random cases", () => {
  forSeeds(500, (random) => {
    const [a, b, c] = [0, 0, 0].map(() => fraction(random(99) + 1, random(99) + 1));

    assert.deepEqual(multiply(add(a, b), c), add(multiply(a, c), multiply(b, c)));
    assert.deepEqual(divide(multiply(a, b), b), a);
    assert.deepEqual(parseFraction(format(a)), a);
    assert.equal(atLeast(a, b) && atLeast(b, a), format(a) === format(b));
  });
});

test("a score is written with four places, rounded half up", () => {
  const spelled = [[0, 1], [1, 1], [5, 6], [1, 3], [2, 3], [1, 20000], [1, 20001], [9999, 10000], [19999, 20000]];

  assert.deepEqual(
    spelled.map(([n, d]) => decimal(fraction(n, d))),
    ["0.0000", "1.0000", "0.8333", "0.3333", "0.6667", "0.0001", "0.0000", "0.9999", "1.0000"],
  );
});
