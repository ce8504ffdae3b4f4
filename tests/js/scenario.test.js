/** The walk through a branching scenario: by example, and over random graphs. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { NO_WALK, carryOver, currentNode, debrief, isEnding, moodOf, reduce } from "../../scripts/coursewright/browser/src/core/scenario.js";
import { forSeeds } from "./support.js";

const NOW = "2026-11-29T10:00:00.000Z";

/** A call in two decisions, the first of which can be repaired. */
const CALL = {
  start: "first",
  mood: "furious",
  nodes: {
    first: {
      calls: ["r", "e"],
      options: {
        a: { grade: "poor", target: "worse", mood: null },
        b: { grade: "best", target: "close", mood: "calm" },
        c: { grade: "acceptable", target: "close", mood: "angry" },
      },
    },
    worse: {
      calls: ["r"],
      options: { a: { grade: "best", target: "close", mood: "uneasy" }, b: { grade: "poor", target: "first", mood: "furious" } },
    },
    close: {
      calls: ["v"],
      options: { a: { grade: "best", target: "good", mood: "pleased" }, b: { grade: "poor", target: "bad", mood: "angry" } },
    },
    good: { calls: [], options: {} },
    bad: { calls: [], options: {} },
  },
};
const NAMES = ["r", "e", "v", "d"];

/** @param {string} letters the options chosen, each followed by going on */
function walked(letters, graph = CALL) {
  let walk = NO_WALK;
  for (const option of letters) {
    walk = reduce(graph, walk, { type: "choose", option });
    walk = reduce(graph, walk, { type: "goOn", now: NOW });
  }
  return walk;
}

/** @param {string} letters */
const uses = (letters) => Object.fromEntries(debrief(CALL, walked(letters).way, NAMES));

test("the best way uses everything it was called for, and names what it was not", () => {
  assert.deepEqual(uses("ba"), { r: "used", e: "used", v: "used", d: "unmet" });
});

test("an acceptable option uses half, a poor one skips", () => {
  assert.deepEqual(uses("cb"), { r: "half", e: "half", v: "skipped", d: "unmet" });
});

test("what was missed and done later is repaired; what was not done later stays skipped", () => {
  assert.deepEqual(uses("aaa"), { r: "repaired", e: "skipped", v: "used", d: "unmet" });
  assert.equal(uses("abba").r, "repaired");
});

test("what was used first and missed later counts as missed", () => {
  const twice = { ...CALL, nodes: { ...CALL.nodes, close: { ...CALL.nodes.close, calls: ["r"] } } };
  assert.equal(debrief(twice, walked("bb").way, ["r"]).get("r"), "skipped");
});

test("the mood is that of the last option that names one", () => {
  assert.equal(moodOf(CALL, NO_WALK), "furious");
  assert.equal(moodOf(CALL, walked("b")), "calm");
  assert.equal(moodOf(CALL, walked("a")), "furious");
  assert.equal(moodOf(CALL, walked("aa")), "uneasy");
});

test("with the outcome on the screen the decision stays, and a second choice changes nothing", () => {
  const open = reduce(CALL, NO_WALK, { type: "choose", option: "a" });

  assert.equal(currentNode(CALL, open), "first");
  assert.equal(reduce(CALL, open, { type: "choose", option: "b" }), open);
  assert.equal(currentNode(CALL, reduce(CALL, open, { type: "goOn", now: NOW })), "worse");
});

test("what does not fit the state changes nothing", () => {
  assert.equal(reduce(CALL, NO_WALK, { type: "goOn", now: NOW }), NO_WALK);
  assert.equal(reduce(CALL, NO_WALK, { type: "back" }), NO_WALK);
  for (const option of ["z", "constructor", "__proto__"]) assert.equal(reduce(CALL, NO_WALK, { type: "choose", option }), NO_WALK);
});

test("an ending completes the scenario once; back and a new start keep that", () => {
  const done = walked("ba");
  const back = reduce(CALL, done, { type: "back" });
  const again = reduce(CALL, done, { type: "restart" });

  assert.equal(done.completed, NOW);
  assert.equal(walked("b").completed, null);
  assert.deepEqual([currentNode(CALL, back), back.completed], ["close", NOW]);
  assert.deepEqual(again, { way: [], isOpen: false, completed: NOW });
  const later = reduce(CALL, reduce(CALL, back, { type: "choose", option: "b" }), { type: "goOn", now: "later" });
  assert.equal(later.completed, NOW);
});

test("a stored walk goes on; a step that was moved by an edit ends it there", () => {
  const done = walked("aaa");
  const moved = structuredClone(CALL);
  moved.nodes.worse.options.a.target = "good";

  assert.deepEqual(carryOver(CALL, structuredClone(done)), done);
  assert.deepEqual(carryOver(moved, done), { way: done.way.slice(0, 1), isOpen: false, completed: NOW });
});

test("anything else in the storage is a fresh start", () => {
  for (const odd of [null, undefined, 1, "x", {}, { way: "no" }, { way: [null] }, { way: [{ node: "x" }] }]) {
    assert.deepEqual(carryOver(CALL, odd), NO_WALK);
  }
});

/** A random graph as the checks allow it: every node has a way to an ending; loops are allowed. @param {(below: number) => number} random */
function randomGraph(random) {
  const count = 2 + random(7);
  const ids = Array.from({ length: count + 2 }, (_, n) => `n${n}`);
  const nodes = Object.fromEntries(
    ids.map((id, n) => {
      if (n >= count) return [id, { calls: [], options: {} }];
      const grades = ["best", "poor", "acceptable", "poor"].slice(0, 2 + random(3));
      const options = grades.map((grade, k) => {
        // The first option leads forward, so that there is always a way out; the others lead anywhere.
        const target = k === 0 ? ids[n + 1 + random(ids.length - n - 1)] : ids[random(ids.length)];
        return ["abcd"[k], { grade, target, mood: random(3) ? "calm" : null }];
      });
      return [id, { calls: [`k${n % 3}`], options: Object.fromEntries(options) }];
    }),
  );
  return { start: "n0", mood: "angry", nodes };
}

test("on no graph is there a dead end: from every state a learner can go on, back, and reach an ending", () => {
  forSeeds(400, (random) => {
    const graph = randomGraph(random);
    let walk = NO_WALK;
    for (let step = 0; step < 40; step += 1) {
      const node = currentNode(graph, walk);
      const over = isEnding(graph, node);
      const options = Object.keys(graph.nodes[node].options);
      const forward = walk.isOpen ? { type: "goOn", now: NOW } : { type: "choose", option: options[random(options.length)] };
      const moves = [over && !walk.isOpen ? { type: "restart" } : forward, { type: "back" }, { type: "restart" }];
      const action = moves[random(5) ? 0 : 1 + random(2)];
      const after = reduce(graph, walk, action);

      if (action.type === "choose" || action.type === "goOn") assert.notEqual(after, walk);
      assert.ok(Object.hasOwn(graph.nodes, currentNode(graph, after)));
      assert.deepEqual(carryOver(graph, JSON.parse(JSON.stringify(after))), after);
      assert.ok(walk.completed === null || after.completed === walk.completed);
      walk = after;
    }
    // From wherever that was, the first option leads out.
    for (let step = 0; step < 40 && !(isEnding(graph, currentNode(graph, walk)) && !walk.isOpen); step += 1) {
      walk = reduce(graph, walk, walk.isOpen ? { type: "goOn", now: NOW } : { type: "choose", option: "a" });
    }
    assert.ok(isEnding(graph, currentNode(graph, walk)));
    assert.equal(walk.completed, NOW);
    const found = debrief(graph, walk.way, ["k0", "k1", "k2"]);
    assert.ok([...found.values()].every((use) => ["used", "half", "skipped", "repaired", "unmet"].includes(use)));
  });
});
