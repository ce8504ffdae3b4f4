import assert from "node:assert/strict";
import { test } from "node:test";
import { drawItems, formFor, randomSource, shuffled } from "../../scripts/coursewright/browser/src/core/random.js";
import { forSeeds, formOf } from "./support.js";

/** @param {string} prefix @param {number} length */
const ids = (prefix, length) => Array.from({ length }, (_, i) => `${prefix}/${i}`);

test("a seed gives the same stream in every release, or a resumed attempt would change its items", () => {
  const next = randomSource("coursewright");

  assert.deepEqual([next(), next(), next(), next()], [752623999, 2432498366, 3297496470, 425228463]);
  assert.deepEqual(shuffled([..."abcdefgh"], "seed").join(""), "efabchgd");
});

test("the stream consists of unsigned 32-bit integers whose bits are set half of the time", () => {
  const next = randomSource("bits");
  const counts = new Array(32).fill(0);
  for (let i = 0; i < 4000; i++) {
    const value = next();
    assert.ok(Number.isInteger(value) && value >= 0 && value < 2 ** 32);
    for (let bit = 0; bit < 32; bit++) counts[bit] += (value >>> bit) & 1;
  }

  // 4000 tosses: five standard deviations are 158.
  for (const count of counts) assert.ok(Math.abs(count - 2000) < 158, `${counts}`);
});

test("shuffling keeps every element once and leaves the given array alone", () => {
  forSeeds(300, (random, seed) => {
    const array = ids("x", random(12));
    const before = [...array];
    const result = shuffled(array, seed);

    assert.deepEqual(array, before);
    assert.deepEqual([...result].sort(), before.sort());
  });
});

test("all 24 orders of four elements are about equally frequent over similar seeds", () => {
  const counts = new Map();
  for (let i = 0; i < 24_000; i++) {
    const order = shuffled([..."abcd"], `seed ${i}`).join("");
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  const chiSquare = [...counts.values()].reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);

  assert.equal(counts.size, 24);
  // 23 degrees of freedom: above 58 once in 10,000 generators that are right.
  assert.ok(chiSquare < 58, `chi-square ${chiSquare}`);
});

test("a draw takes exactly the count of each stratum, never an item twice, for 1,000 seeds", () => {
  const strata = [
    { count: 6, items: ids("new", 20) },
    { count: 2, items: ids("earlier", 9) },
    { count: 3, items: ids("all", 3) },
    { count: 0, items: ids("none", 4) },
  ];
  forSeeds(1000, (_random, seed) => {
    const drawn = drawItems(strata, seed);

    assert.equal(new Set(drawn).size, drawn.length);
    assert.deepEqual(
      strata.map(({ items }) => drawn.filter((item) => items.includes(item)).length),
      [6, 2, 3, 0],
    );
    assert.deepEqual(drawItems(strata, seed), drawn);
  });
});

test("overlapping strata still get their full counts whenever that is possible, for 1,000 seeds", () => {
  forSeeds(1000, (random, seed) => {
    const pool = ids("x", 8);
    const strata = Array.from({ length: 3 }, (_, i) => shuffled(pool, `${seed}${i}`).slice(0, 2 + random(5))).map((items) => ({
      count: 1 + random(2),
      items,
    }));
    const drawn = drawItems(strata, seed);

    assert.equal(new Set(drawn).size, drawn.length);
    assert.equal(drawn.length, fullDraw(strata));
  });
});

/** @param {{count: number, items: string[]}[]} strata @returns {number} size of the largest draw, by trying all subsets (Hall) */
function fullDraw(strata) {
  const wanted = strata.reduce((sum, { count }) => sum + count, 0);
  let missing = 0;
  for (let set = 0; set < 2 ** strata.length; set++) {
    const chosen = strata.filter((_, i) => set & (1 << i));
    const available = new Set(chosen.flatMap(({ items }) => items)).size;
    missing = Math.max(missing, chosen.reduce((sum, { count }) => sum + count, 0) - available);
  }
  return wanted - missing;
}

test("every item of a stratum is drawn about equally often and at every place", () => {
  const strata = [{ count: 3, items: ids("x", 6) }];
  const drawn = new Map();
  const first = new Map();
  for (let i = 0; i < 6000; i++) {
    const items = drawItems(strata, `attempt ${i}`);
    for (const item of items) drawn.set(item, (drawn.get(item) ?? 0) + 1);
    first.set(items[0], (first.get(items[0]) ?? 0) + 1);
  }

  for (const count of drawn.values()) assert.ok(Math.abs(count - 3000) < 200, `${[...drawn]}`);
  for (const count of first.values()) assert.ok(Math.abs(count - 1000) < 150, `${[...first]}`);
});

test("items that were drawn before stay drawn, in their order, as far as the strata want them", () => {
  const strata = [{ count: 3, items: ids("x", 6) }];

  assert.deepEqual(drawItems(strata, "s", ["x/5", "x/1"]).slice(0, 2), ["x/5", "x/1"]);
  assert.equal(drawItems(strata, "s", ["x/5", "x/1"]).length, 3);
  assert.deepEqual(drawItems([{ count: 1, items: ids("x", 6) }], "s", ["x/5", "x/1"]), ["x/5"]);
});

test("a form is narrowed to the strata of the learner's path, or of the first", () => {
  const every = { count: 1, items: ["bank/a"] };
  const own = { count: 1, items: ["bank/b"], paths: ["lead", "cook"] };
  const core = { count: 1, items: ["bank/c"], paths: ["core"] };
  const form = formOf({ paths: ["core", "lead", "cook"], strata: [every, own, core] });

  for (const [path, expected, strata] of [
    ["core", "core", [every, core]],
    ["lead", "lead", [every, own]],
    [null, "core", [every, core]],
    ["gone", "core", [every, core]],
  ]) {
    const narrowed = formFor(form, path);
    assert.equal(narrowed.path, expected);
    assert.deepEqual(narrowed.strata, strata);
  }
  assert.deepEqual(formFor(formOf(), "lead").strata, formOf().strata);
  assert.equal(form.strata.length, 3, "the form itself is left as it was");
});
