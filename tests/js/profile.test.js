import assert from "node:assert/strict";
import { test } from "node:test";
import { NO_DIAGNOSIS, barOf, csv, forget, rate } from "../../scripts/coursewright/browser/src/core/profile.js";
import { NOW, after, forSeeds } from "./support.js";

const tea = { id: "tea", title: "Tea", statements: ["tea/1", "tea/2", "tea/3", "tea/4"] };

/** @param {...number} values of the statements, in their order */
const ratings = (...values) => Object.fromEntries(values.map((value, at) => [tea.statements[at], value]));

test("the lowest ratings are 0 %, the highest 100 %, and the bands begin at 40 and 70", () => {
  assert.deepEqual(barOf(tea, ratings(1, 1, 1, 1), 5), { rated: 4, all: 4, percent: 0, band: "low" });
  assert.deepEqual(barOf(tea, ratings(5, 5, 5, 5), 5), { rated: 4, all: 4, percent: 100, band: "high" });
  assert.equal(barOf(tea, ratings(2, 2, 3, 3), 5).band, "low"); // 37.5 rounds to 38
  assert.equal(barOf(tea, ratings(3, 3, 3, 2), 5).percent, 44);
  assert.equal(barOf(tea, ratings(3, 3, 3, 2), 5).band, "middle");
  assert.equal(barOf(tea, ratings(4, 4, 4, 3), 5).band, "middle");
  assert.equal(barOf(tea, ratings(4, 4, 4, 4), 5).band, "high");
});

test("a category counts once half of its statements are rated", () => {
  assert.deepEqual(barOf(tea, ratings(3), 5), { rated: 1, all: 4, percent: null, band: null });
  assert.equal(barOf(tea, ratings(3, 3), 5).percent, 50);
  assert.equal(barOf(tea, undefined, 5).percent, null);
  assert.equal(barOf({ ...tea, statements: [] }, {}, 5).percent, null);
});

test("what is no point of the scale, or of another statement, is left out", () => {
  assert.equal(barOf(tea, { ...ratings(5, 5), "tea/3": 9, "tea/4": 2.5, "cups/1": 1 }, 5).percent, 100);
});

test("a percentage is between 0 and 100 and grows with every rating, for 300 random profiles", () => {
  forSeeds(300, (below) => {
    const points = 2 + below(6);
    const values = tea.statements.map(() => 1 + below(points));
    const { percent } = barOf(tea, ratings(...values), points);
    const more = values.map((value) => Math.min(points, value + 1));

    assert.ok(percent >= 0 && percent <= 100);
    assert.ok(barOf(tea, ratings(...more), points).percent >= percent);
  });
});

test("each occasion has its own ratings; what is forgotten leaves the others alone", () => {
  const before = rate(rate(NO_DIAGNOSIS, "tea/1", 2, NOW), "tea/2", 3, after(5));
  const both = rate({ ...before, current: "after" }, "tea/1", 5, after(9));

  assert.deepEqual(before.sittings.before, { ratings: { "tea/1": 2, "tea/2": 3 }, at: after(5) });
  assert.deepEqual(both.sittings.after, { ratings: { "tea/1": 5 }, at: after(9) });
  assert.deepEqual(Object.keys(forget(both, "before").sittings), ["after"]);
  assert.deepEqual(Object.keys(both.sittings), ["before", "after"]);
  assert.deepEqual(NO_DIAGNOSIS.sittings, {});
});

test("a table has quotes doubled, lines of CRLF, and nothing that a spreadsheet would run", () => {
  assert.equal(csv([["a", 1], ['say "no"', undefined]]), '\ufeff"a","1"\r\n"say ""no""",""\r\n');
  assert.equal(csv([["=1+1", "-2", "@x"]]), `\ufeff"'=1+1","'-2","'@x"\r\n`);
});
