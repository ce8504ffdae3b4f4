import assert from "node:assert/strict";
import { test } from "node:test";
import { addDays, collect, dayOf, DAILY_LIMIT, dueOn, fitting, isoWeek, mondayOf, planned, reviewed } from "../../scripts/coursewright/browser/src/core/review.js";
import { doneModules, WARM_UP_ITEMS, warmUp } from "../../scripts/coursewright/browser/src/core/warm_up.js";
import { forSeeds } from "./support.js";

/** @import {Card} from "../../scripts/coursewright/browser/src/core/review.js" */

const GAPS = [2, 7, 21, 60, 120];
const TODAY = "2026-11-30";

/** @param {Partial<Card>} [changes] @returns {Card} */
const cardOf = (changes = {}) => ({ item: "bank/a", hash: "h", step: 0, due: TODAY, at: "2026-11-29T10:00:00.000Z", reviewed: null, ...changes });

/** @param {string} day @param {Partial<{isRight: boolean, isHinted: boolean}>} [changes] */
const reviewOn = (day, changes = {}) => ({ isRight: true, isHinted: false, at: `${day}T10:00:00.000Z`, day, ...changes });

/** @param {(below: number) => number} random @returns {Card[]} a deck on TODAY */
const randomDeck = (random) =>
  Array.from({ length: random(60) }, (_, i) => {
    const isDone = random(8) === 0;
    return cardOf({
      item: `bank/${i}`,
      step: random(6),
      due: isDone ? null : addDays(TODAY, random(200) - 100),
      reviewed: random(5) === 0 ? TODAY : null,
    });
  });

test("an item that is right every time comes back after 2, 7, 21, 60 and 120 days and then leaves the deck", () => {
  let card = cardOf();
  const gaps = [];
  for (let day = TODAY; ; day = card.due) {
    card = reviewed(card, reviewOn(day), GAPS);
    if (card.due === null) break;
    gaps.push((Date.parse(card.due) - Date.parse(day)) / 86_400_000);
  }

  assert.deepEqual(gaps, GAPS);
});

test("a wrong answer at any step starts again the next day", () => {
  for (let step = 0; step <= GAPS.length; step++) {
    const card = reviewed(cardOf({ step }), reviewOn(TODAY, { isRight: false }), GAPS);

    assert.deepEqual([card.step, card.due], [0, "2026-12-01"]);
    assert.equal(reviewed(card, reviewOn("2026-12-01"), GAPS).due, "2026-12-03");
  }
});

test("a right answer with a hint repeats the gap instead of making it longer", () => {
  const hinted = (/** @type {number} */ step) => reviewed(cardOf({ step }), reviewOn(TODAY, { isHinted: true }), GAPS);

  assert.deepEqual([hinted(0).step, hinted(0).due], [0, addDays(TODAY, 1)]);
  assert.deepEqual([hinted(2).step, hinted(2).due], [2, addDays(TODAY, 7)]);
});

test("after any answers, a due day is in the future, at a published gap, and the step is within the list", () => {
  forSeeds(300, (random) => {
    let card = cardOf({ step: random(6) });
    for (let i = 0; i < 20 && card.due !== null; i++) {
      const day = card.due;
      card = reviewed(card, reviewOn(day, { isRight: random(3) > 0, isHinted: random(4) === 0 }), GAPS);
      if (card.due === null) assert.equal(card.step, GAPS.length);
      else assert.ok([1, ...GAPS].some((gap) => addDays(day, gap) === card.due));
      assert.ok(card.step >= 0 && card.step <= GAPS.length);
    }
  });
});

test("only weak items become cards, from the latest answer to each, due the day after it", () => {
  const at = (/** @type {number} */ hour) => new Date(2026, 10, 28, hour).toISOString();
  const evidence = [
    { item: "bank/late", hash: "h", isWeak: true, at: at(12) },
    { item: "bank/mended", hash: "h", isWeak: false, at: at(12) },
    { item: "bank/mended", hash: "h", isWeak: true, at: at(9) },
    { item: "bank/right", hash: "h", isWeak: false, at: at(9) },
    { item: "bank/late", hash: "h", isWeak: false, at: at(9) },
  ];

  assert.deepEqual(collect([], evidence), [
    { item: "bank/late", hash: "h", step: 0, due: "2026-11-29", at: at(12), reviewed: null },
  ]);
  assert.deepEqual(collect([], evidence, at(12)), []);
});

test("collecting twice changes nothing, and an old mistake never undoes a later review", () => {
  forSeeds(200, (random) => {
    const evidence = Array.from({ length: random(20) }, () => ({
      item: `bank/${random(6)}`,
      hash: "h",
      isWeak: random(2) === 0,
      at: new Date(Date.UTC(2026, 10, 1 + random(20))).toISOString(),
    }));
    const cards = collect([], evidence);

    assert.deepEqual(collect(cards, evidence), []);
    const later = cards.map((card) => reviewed(card, reviewOn(TODAY), GAPS));
    assert.deepEqual(collect(later, evidence), []);
    assert.ok(cards.every(({ step, due }) => step === 0 && due !== null));
  });
});

test("a new mistake elsewhere starts a card again, also one that had left the deck", () => {
  const card = cardOf({ step: 5, due: null });
  const [again] = collect([card], [{ item: "bank/a", hash: "h", isWeak: true, at: new Date(2026, 11, 24, 8).toISOString() }]);

  assert.deepEqual([again.step, again.due], [0, "2026-12-25"]);
});

test("items that are gone leave the deck, and a changed item starts again", () => {
  const cards = [cardOf({ step: 3 }), cardOf({ item: "bank/b", step: 3 }), cardOf({ item: "bank/gone" })];
  const now = fitting(cards, { "bank/a": { hash: "h" }, "bank/b": { hash: "new" } });

  assert.deepEqual(now.map(({ item, step, hash }) => [item, step, hash]), [["bank/a", 3, "h"], ["bank/b", 0, "new"]]);
});

test("never more than ten items a day, counting those already reviewed, the most overdue first", () => {
  forSeeds(300, (random) => {
    const cards = randomDeck(random);
    const { now, waiting } = dueOn(cards, TODAY);
    const done = cards.filter((card) => card.reviewed === TODAY).length;
    const due = cards.filter((card) => card.due !== null && card.due <= TODAY);

    assert.equal(now.length, Math.min(due.length, Math.max(0, DAILY_LIMIT - done)));
    assert.equal(now.length + waiting, due.length);
    const left = due.filter((card) => !now.includes(card));
    assert.ok(now.every((card, i) => i === 0 || String(now[i - 1].due) <= String(card.due)));
    assert.ok(now.every((card) => left.every((other) => String(card.due) <= String(other.due))));
  });
});

test("the plan has every card once, at most ten a day, none before it is due, and begins with what is due today", () => {
  forSeeds(300, (random) => {
    const cards = randomDeck(random);
    const plan = planned(cards, TODAY);
    const active = cards.filter(({ due }) => due !== null);

    assert.equal(plan.reduce((sum, { count }) => sum + count, 0), active.length);
    assert.ok(plan.every(({ day, count }) => day >= TODAY && count >= 1 && count <= DAILY_LIMIT));
    assert.deepEqual(plan.map(({ day }) => day), [...new Set(plan.map(({ day }) => day))].sort());
    assert.equal(plan.find(({ day }) => day === TODAY)?.count ?? 0, dueOn(cards, TODAY).now.length);
    for (const { day } of plan) {
      const until = plan.filter((row) => row.day <= day).reduce((sum, { count }) => sum + count, 0);
      assert.ok(until <= active.filter(({ due }) => String(due) <= day).length);
    }
  });
});

test("days are counted over months, leap years and changes of the clock", () => {
  assert.equal(addDays("2028-02-28", 1), "2028-02-29");
  assert.equal(addDays("2026-12-31", 1), "2027-01-01");
  assert.equal(addDays("2026-03-28", 2), "2026-03-30");
  assert.equal(dayOf(new Date(2026, 0, 2, 23, 59)), "2026-01-02");
});

test("ISO weeks are those of the standard, also around New Year", () => {
  const weeks = { "2026-11-30": "2026-W49", "2026-12-06": "2026-W49", "2027-01-03": "2026-W53", "2027-01-04": "2027-W01", "2024-12-30": "2025-W01", "2021-01-03": "2020-W53" };
  for (const [day, week] of Object.entries(weeks)) assert.equal(isoWeek(day), week);
  assert.equal(mondayOf("2026-12-06"), "2026-11-30");
});

/** @param {number} count @param {number} size */
const modulesOf = (count, size) =>
  Array.from({ length: count }, (_, m) => ({ id: `m${m}`, quiz: `q${m}`, items: Array.from({ length: size }, (_, i) => `q${m}/${i}`) }));

test("a warm-up has five different items, no two neighbours of one module where there are two or more", () => {
  forSeeds(300, (random, seed) => {
    const modules = modulesOf(1 + random(8), 1 + random(12));
    const drawn = warmUp(modules, seed);
    const all = modules.flatMap(({ items }) => items);

    assert.equal(drawn.length, Math.min(WARM_UP_ITEMS, all.length));
    assert.equal(new Set(drawn).size, drawn.length);
    assert.ok(drawn.every((item) => all.includes(item)));
    const from = drawn.map((item) => item.split("/")[0]);
    if (modules.length > 1) assert.ok(from.every((quiz, i) => i === 0 || quiz !== from[i - 1]));
  });
});

test("the warm-up is the same all week for one learner, and differs by week and by learner", () => {
  const modules = modulesOf(7, 20);
  const weeks = Array.from({ length: 20 }, (_, i) => warmUp(modules, `ann/2026-W${10 + i}`).join());

  assert.equal(warmUp(modules, "ann/2026-W10").join(), weeks[0]);
  assert.equal(new Set(weeks).size, 20);
  assert.notEqual(warmUp(modules, "ben/2026-W10").join(), weeks[0]);
});

test("modules finished during the week join the next one, except in the first week", () => {
  const modules = modulesOf(3, 1);
  const week = "2026-11-30T00:00:00.000Z";
  const early = { quiz: "q0", submitted: "2026-11-20T10:00:00.000Z" };
  const late = { quiz: "q2", submitted: "2026-12-01T10:00:00.000Z" };
  const ids = (/** @type {any[]} */ attempts) => doneModules(modules, attempts, week).map(({ id }) => id);

  assert.deepEqual(ids([early, late]), ["m0"]);
  assert.deepEqual(ids([late]), ["m2"]);
  assert.deepEqual(ids([]), []);
});
