import assert from "node:assert/strict";
import { test } from "node:test";
import { format, fraction } from "../../scripts/coursewright/browser/src/core/fraction.js";
import { gradeAttempt, gradeItem, isRight } from "../../scripts/coursewright/browser/src/core/scoring.js";
import { forSeeds, formOf } from "./support.js";

const SINGLE = { interaction: "choice", scoring: "single", multiple: false, options: ["a", "b", "c"], points: 1 };
const MULTIPLE = { ...SINGLE, scoring: "multiple", multiple: true, options: ["a", "b", "c", "d"] };
const SEQUENCE = { interaction: "sequencing", elements: ["a", "b", "c", "d"], points: 1 };
const MATCH = { interaction: "matching", sources: ["a", "b"], targets: ["a", "b", "c"], points: 1 };
const FILL = { interaction: "fill-in", blanks: 2, points: 1 };
const NUMERIC = { interaction: "numeric", blanks: 1, points: 1 };

const SITUATION_KEY = { credits: { a: "1", b: "1/2", c: "0" } };
const FILL_KEY = { blanks: [{ accepted: ["sorry", "apologise"], exact: false }, { accepted: ["VIP"], exact: true }] };
const NUMERIC_KEY = { blanks: [{ low: "19", high: "21" }] };

/** [what, spec, key, response, score] */
const CASES = [
  ["the best option of a situation earns everything", SINGLE, SITUATION_KEY, "a", "1/1"],
  ["an acceptable option earns half", SINGLE, SITUATION_KEY, "b", "1/2"],
  ["a poor option earns nothing", SINGLE, SITUATION_KEY, "c", "0/1"],
  ["an unknown option earns nothing", SINGLE, SITUATION_KEY, "z", "0/1"],
  ["a name every object has is no option", SINGLE, SITUATION_KEY, "constructor", "0/1"],
  ["a list is no response to a choice with one key", SINGLE, SITUATION_KEY, ["a"], "0/1"],
  ["all keys and nothing else earn everything", MULTIPLE, { key: ["a", "c"] }, ["c", "a"], "1/1"],
  ["one of two keys earns half", MULTIPLE, { key: ["a", "c"] }, ["a"], "1/2"],
  ["a wrong option takes a hit away", MULTIPLE, { key: ["a", "c"] }, ["a", "b", "c"], "1/2"],
  ["ticking everything earns nothing", MULTIPLE, { key: ["a", "c"] }, ["a", "b", "c", "d"], "0/1"],
  ["more wrong than right is not negative", MULTIPLE, { key: ["a"] }, ["b", "c"], "0/1"],
  ["nothing ticked earns nothing", MULTIPLE, { key: ["a", "c"] }, [], "0/1"],
  ["an option ticked twice is malformed", MULTIPLE, { key: ["a", "c"] }, ["a", "a", "c"], "0/1"],
  ["an unknown option spoils the list", MULTIPLE, { key: ["a", "c"] }, ["a", "c", "z"], "0/1"],
  ["the right order earns everything", SEQUENCE, { order: ["c", "a", "b", "d"] }, ["c", "a", "b", "d"], "1/1"],
  ["two of three neighbours are right", SEQUENCE, { order: ["c", "a", "b", "d"] }, ["d", "c", "a", "b"], "2/3"],
  ["the reverse order has no right neighbours", SEQUENCE, { order: ["a", "b", "c", "d"] }, ["d", "c", "b", "a"], "0/1"],
  ["a missing element is malformed", SEQUENCE, { order: ["a", "b", "c", "d"] }, ["a", "b", "c"], "0/1"],
  ["a repeated element is malformed", SEQUENCE, { order: ["a", "b", "c", "d"] }, ["a", "b", "c", "c"], "0/1"],
  ["a single element is in order", { ...SEQUENCE, elements: ["a"] }, { order: ["a"] }, ["a"], "1/1"],
  ["every right pair counts", MATCH, { pairs: { a: "b", b: "c" } }, [["a", "b"], ["b", "c"]], "1/1"],
  ["a source left out counts as wrong", MATCH, { pairs: { a: "b", b: "c" } }, [["a", "b"]], "1/2"],
  ["one target may be used twice", MATCH, { pairs: { a: "b", b: "b" } }, [["a", "b"], ["b", "b"]], "1/1"],
  ["a source matched twice is malformed", MATCH, { pairs: { a: "b", b: "c" } }, [["a", "b"], ["a", "c"]], "0/1"],
  ["an unknown target is malformed", MATCH, { pairs: { a: "b", b: "c" } }, [["a", "b"], ["b", "z"]], "0/1"],
  ["half a pair is malformed", MATCH, { pairs: { a: "b", b: "c" } }, [["a"]], "0/1"],
  ["folded and exact blanks", FILL, FILL_KEY, [" SORRY. ", "VIP"], "1/1"],
  ["an exact blank minds the case", FILL, FILL_KEY, ["Apologise", "vip"], "1/2"],
  ["too few blanks are malformed", FILL, FILL_KEY, ["sorry"], "0/1"],
  ["a blank that is no text is malformed", FILL, FILL_KEY, ["sorry", 1], "0/1"],
  ["the lower limit is inside", NUMERIC, NUMERIC_KEY, ["19"], "1/1"],
  ["the upper limit is inside, with a decimal comma", NUMERIC, NUMERIC_KEY, ["21,000"], "1/1"],
  ["just over the limit is outside", NUMERIC, NUMERIC_KEY, ["21.0000000000000000001"], "0/1"],
  ["a word is no number", NUMERIC, NUMERIC_KEY, ["twenty"], "0/1"],
  ["unanswered", SINGLE, SITUATION_KEY, null, "0/1"],
  ["an unscored item", { interaction: "likert", statements: ["a"], scale: 5, points: 1 }, null, [["a", 4]], "0/1"],
];

for (const [what, spec, key, response, score] of CASES) {
  test(`${what}: ${score}`, () => {
    assert.equal(format(gradeItem(spec, key, response)), score);
  });
}

test("whatever a response is, grading never throws and stays between 0 and 1", () => {
  const odd = [undefined, null, "", "a", 0, 1.5, NaN, true, [], {}, [null], [[]], [["a", "b"], null], ["a", ["b"]], [{}], [[["a"], "b"]], "__proto__", ["__proto__"], [["__proto__", "a"]]];
  const items = CASES.map(([, spec, key]) => [spec, key]);
  forSeeds(1000, (random) => {
    const [spec, key] = items[random(items.length)];
    const { n, d } = gradeItem(spec, key, random(2) ? odd[random(odd.length)] : Array.from({ length: random(4) }, () => odd[random(odd.length)]));

    assert.ok(n >= 0n && n <= d);
  });
});

test("right means the whole point", () => {
  assert.equal(isRight(fraction(2, 2)), true);
  assert.equal(isRight(fraction(9999, 10000)), false);
});

/** @param {number} right @param {number} total @param {object} changes @returns a form with its keys and responses */
function attemptOf(right, total, changes) {
  const ids = Array.from({ length: total }, (_, i) => `bank/${i}`);
  const items = Object.fromEntries(ids.map((id) => [id, { ...SINGLE, hash: "h", objective: "m01.o1" }]));
  const keys = Object.fromEntries(ids.map((id) => [id, SITUATION_KEY]));
  const responses = new Map(ids.map((id, i) => [id, i < right ? "a" : "c"]));
  return gradeAttempt(formOf({ items, ...changes }), keys, ids, responses);
}

test("a score equal to the mastery score passes, one item less does not, for every quiz length to 60", () => {
  for (let total = 1; total <= 60; total++) {
    for (const mastery of ["0.8", "0.85", "0.7", "0.3333", "1", "0"]) {
      const needed = Math.floor((Math.round(Number(mastery) * 10_000) * total + 9_999) / 10_000);
      assert.equal(attemptOf(needed, total, { masteryScore: mastery }).passed, true, `${needed}/${total} ${mastery}`);
      if (needed) assert.equal(attemptOf(needed - 1, total, { masteryScore: mastery }).passed, false);
    }
  }
});

test("8 of 10 is 0.8 and passes, where sums of floats would waver", () => {
  const { score, decimal, passed } = attemptOf(8, 10, { masteryScore: "0.8" });

  assert.deepEqual([score, decimal, passed], ["4/5", "0.8000", true]);
});

test("points weigh items, objectives are summed apart, unscored and unknown items do not count", () => {
  const items = {
    "bank/a": { ...SINGLE, hash: "h", points: 3, objective: "m01.o1" },
    "bank/b": { ...SINGLE, hash: "h", points: 1, objective: "m01.o2" },
    "bank/c": { interaction: "long-fill-in", hash: "h", points: 9, objective: "m01.o2" },
    "bank/d": { ...SINGLE, hash: "h", points: 1, objective: null },
  };
  const keys = { "bank/a": SITUATION_KEY, "bank/b": SITUATION_KEY, "bank/c": null, "bank/d": SITUATION_KEY };
  const responses = new Map([["bank/a", "a"], ["bank/b", "b"], ["bank/c", "text"]]);
  const result = gradeAttempt(formOf({ items, masteryScore: null }), keys, [...Object.keys(items), "bank/gone"], responses);

  assert.equal(result.score, "7/10");
  assert.equal(result.decimal, "0.7000");
  assert.equal(result.passed, null);
  assert.deepEqual([...result.byItem.keys()], ["bank/a", "bank/b", "bank/d"]);
  assert.deepEqual([...result.byObjective], [["m01.o1", fraction(1)], ["m01.o2", fraction(1, 2)]]);
});

test("a sealed quiz has no score in the browser", () => {
  const form = formOf();

  assert.deepEqual(gradeAttempt(form, null, Object.keys(form.items), new Map([["bank/a", "a"]])), {
    score: null,
    decimal: null,
    passed: null,
    byItem: new Map(),
    byObjective: new Map(),
  });
});
