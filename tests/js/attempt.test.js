import assert from "node:assert/strict";
import { test } from "node:test";
import { NO_ATTEMPT, carryOver, reduce } from "../../scripts/coursewright/browser/src/core/attempt.js";
import { NOW, after, forSeeds, formOf } from "./support.js";

const form = formOf();

/** @param {...object} actions after the start @returns the state they lead to */
function play(...actions) {
  const start = { type: "start", form, seed: "seed", now: NOW, attempt: "uuid" };
  return [start, ...actions].reduce(reduce, NO_ATTEMPT);
}

const [first, second, third] = play().items;

test("starting draws the items and notes their hashes", () => {
  const state = play();

  assert.equal(state.phase, "running");
  assert.equal(state.items.length, 3);
  assert.equal(state.hashes[first], form.items[first].hash);
  assert.deepEqual([state.attempt, state.seed, state.version, state.started], ["uuid", "seed", form.version, NOW]);
});

test("an attempt keeps the path it was drawn for, until a new version of the quiz is drawn", () => {
  const start = { type: "start", form: { ...form, path: "lead" }, seed: "seed", now: NOW, attempt: "uuid" };
  const state = reduce(NO_ATTEMPT, start);

  assert.equal(state.path, "lead");
  assert.equal(carryOver(state, { ...form, path: "core" }).path, "lead");
  assert.equal(carryOver(state, { ...form, path: "core", version: "2".repeat(32) }).path, "core");
});

test("a response is kept with the time since the last step", () => {
  const state = play(
    { type: "respond", item: first, response: "a", now: after(4) },
    { type: "respond", item: first, response: "b", now: after(6) },
    { type: "go", position: 1, now: after(7) },
    { type: "respond", item: second, response: "a", now: after(10) },
  );

  assert.deepEqual(state.responses, { [first]: "b", [second]: "a" });
  assert.deepEqual(state.ms, { [first]: 7000, [second]: 3000 });
});

test("the time of a pause is not counted as work", () => {
  const back = play({ type: "resume", now: after(86_400) }, { type: "respond", item: first, response: "a", now: after(86_405) });
  const away = play({ type: "respond", item: first, response: "a", now: after(86_400) });
  const clockSetBack = play({ type: "respond", item: first, response: "a", now: after(-60) });

  assert.deepEqual(back.ms, { [first]: 5000 });
  assert.deepEqual(away.ms, { [first]: 600_000 });
  assert.deepEqual(clockSetBack.ms, { [first]: 0 });
});

test("after the feedback a response is settled", () => {
  const state = play(
    { type: "respond", item: first, response: "a", now: after(1) },
    { type: "check", item: first },
    { type: "respond", item: first, response: "b", now: after(2) },
  );

  assert.deepEqual(state.responses, { [first]: "a" });
  assert.deepEqual(state.checked, [first]);
});

test("what does not fit the state changes nothing", () => {
  const state = play();
  const done = play({ type: "submit", now: after(9) });

  assert.equal(reduce(state, { type: "respond", item: "bank/unknown", response: "a", now: NOW }), state);
  assert.equal(reduce(NO_ATTEMPT, { type: "respond", item: first, response: "a", now: NOW }), NO_ATTEMPT);
  assert.equal(reduce(done, { type: "respond", item: first, response: "a", now: after(10) }), done);
  assert.equal(reduce(done, { type: "submit", now: after(11) }), done);
  assert.equal(reduce(done, { type: "go", position: 0 }), done);
  assert.equal(reduce(state, { type: "retryWrong", items: [first], now: NOW }), state);
});

test("positions stay inside the attempt, and going somewhere leaves the review", () => {
  assert.equal(play({ type: "go", position: 99 }).position, 2);
  assert.equal(play({ type: "go", position: -1 }).position, 0);
  assert.equal(play({ type: "review" }).phase, "review");
  assert.equal(play({ type: "review" }, { type: "go", position: 1 }).phase, "running");
});

test("a hint is noted once", () => {
  assert.deepEqual(play({ type: "hint", item: second }, { type: "hint", item: second }).hinted, [second]);
});

test("submitting ends the attempt", () => {
  const state = play({ type: "review" }, { type: "submit", now: after(60) });

  assert.deepEqual([state.phase, state.submitted], ["done", after(60)]);
});

test("the wrong items are asked again in a round of their own, without their old responses", () => {
  const done = play({ type: "respond", item: first, response: "a", now: after(1) }, { type: "submit", now: after(2) });
  const round = reduce(done, { type: "retryWrong", items: [third, first, "bank/unknown"], now: after(3) });

  assert.deepEqual([...round.items].sort(), [first, third].sort());
  assert.deepEqual([round.retry, round.phase, round.responses, round.checked, round.submitted], [1, "running", {}, [], null]);
  assert.equal(reduce(done, { type: "retryWrong", items: [], now: after(3) }), done);
});

test("reducing never changes a state it was given, for 300 random walks", () => {
  const freeze = (value) => {
    if (value && typeof value === "object") Object.values(Object.freeze(value)).forEach(freeze);
    return value;
  };
  forSeeds(300, (random, seed) => {
    let state = freeze(reduce(NO_ATTEMPT, { type: "start", form, seed, now: NOW, attempt: "uuid" }));
    for (let i = 0; i < 20; i++) {
      const item = state.items[random(state.items.length)];
      const actions = [
        { type: "respond", item, response: "a", now: after(i) },
        { type: "check", item },
        { type: "hint", item },
        { type: "go", position: random(5) - 1, now: after(i) },
        { type: "review" },
        { type: "submit", now: after(i) },
        { type: "retryWrong", items: [item], now: after(i) },
        { type: "resume", now: after(i) },
      ];
      state = freeze(reduce(state, actions[random(actions.length)]));

      assert.deepEqual(JSON.parse(JSON.stringify(state)), state);
      assert.ok(state.position < state.items.length);
      assert.ok(Object.keys(state.responses).every((id) => state.items.includes(id)));
    }
  });
});

/** @param {object} changes item id → changed spec, or undefined to remove it @returns the next version of the form */
function nextForm(changes) {
  const items = Object.fromEntries(Object.entries({ ...form.items, ...changes }).filter(([, spec]) => spec));
  return formOf({ items, version: "2".repeat(32), strata: [{ count: 3, items: Object.keys(items) }] });
}

const answered = play(
  { type: "respond", item: first, response: "a", now: after(1) },
  { type: "respond", item: second, response: "b", now: after(2) },
  { type: "check", item: second },
  { type: "go", position: 1, now: after(3) },
);

test("an edit that keeps the hashes keeps every response and the place", () => {
  assert.equal(carryOver(answered, form), answered);
  assert.deepEqual(carryOver(answered, nextForm({})), { ...answered, version: "2".repeat(32) });
});

test("a new revision of an item asks only that item again", () => {
  const carried = carryOver(answered, nextForm({ [second]: { ...form.items[second], hash: "changed" } }));

  assert.deepEqual(carried.items, answered.items);
  assert.deepEqual(carried.responses, { [first]: "a" });
  assert.deepEqual(carried.checked, []);
  assert.equal(carried.hashes[second], "changed");
  assert.equal(carried.position, 1);
});

test("a removed item is replaced and no other item inherits its response", () => {
  const carried = carryOver(answered, nextForm({ [first]: undefined }));

  assert.equal(carried.items.length, 3);
  assert.equal(new Set(carried.items).size, 3);
  assert.deepEqual(carried.items.slice(0, 2), [second, third]);
  assert.deepEqual(carried.responses, { [second]: "b" });
  assert.equal(carried.position, 0);
});

test("an inserted or reordered item changes nothing for the others", () => {
  const inserted = nextForm({ "bank/0": { ...form.items[first], hash: "new" } });
  inserted.strata[0].items.reverse();

  assert.deepEqual(carryOver(answered, inserted), { ...answered, version: "2".repeat(32) });
});

test("a finished attempt keeps its version; nothing usable is nothing", () => {
  const done = reduce(answered, { type: "submit", now: after(5) });

  assert.equal(carryOver(done, nextForm({})), done);
  assert.equal(carryOver(null, form), null);
  assert.equal(carryOver({ phase: "running" }, form), null);
});

test("carrying over always gives full strata and only responses of unchanged items, for 500 random edits", () => {
  forSeeds(500, (random, seed) => {
    let state = reduce(NO_ATTEMPT, { type: "start", form, seed, now: NOW, attempt: "uuid" });
    for (const item of state.items) if (random(2)) state = reduce(state, { type: "respond", item, response: item, now: NOW });
    const edits = Object.keys(form.items).map((id) => [id, [form.items[id], { ...form.items[id], hash: `${id} changed` }, undefined][random(3)]]);
    const next = nextForm(Object.fromEntries(edits));
    const carried = carryOver(state, next);

    if (!Object.keys(next.items).length) return assert.equal(carried, null);
    assert.equal(carried.items.length, Math.min(3, Object.keys(next.items).length));
    for (const [item, response] of Object.entries(carried.responses)) {
      assert.equal(response, item);
      assert.equal(next.items[item].hash, form.items[item].hash);
    }
  });
});
