/** The pure parts of delivery; tests/browser/delivery has the rest, with a real intake. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { readToken } from "../../scripts/coursewright/browser/src/delivery/link.js";
import { keptResult } from "../../scripts/coursewright/browser/src/storage/results.js";
import { wrongField } from "../../scripts/coursewright/browser/src/trackers/training_record.js";
import "./support.js";

/** @param {unknown} payload @returns a token with that payload */
const tokenOf = (payload) => `head.${Buffer.from(JSON.stringify(payload)).toString("base64url")}.tail`;

const PAYLOAD = { aud: "https://example.org/c", sub: "p-abc", path: "core", iat: 100, exp: 200, lang: "en" };

test("a token is read without trust: whose, for which course and path, from when to when", () => {
  const token = tokenOf({ ...PAYLOAD, aud: "https://example.org/ș?" });

  assert.deepEqual(readToken(token), {
    token,
    course: "https://example.org/ș?",
    learner: "p-abc",
    path: "core",
    issued: 100,
    expires: 200,
  });
});

for (const [name, value] of [
  ["aud", 1],
  ["sub", undefined],
  ["sub", ""],
  ["path", ["core"]],
  ["iat", "soon"],
  ["exp", null],
  ["exp", -1],
]) {
  test(`a token whose ${name} is ${JSON.stringify(value)} is none`, () => {
    assert.equal(readToken(tokenOf({ ...PAYLOAD, [name]: value })), null);
  });
}

for (const text of [undefined, "", "a.b", "a.b.c", "a.b.c.d", "a.!!.c", tokenOf(null), tokenOf([]), `${tokenOf(PAYLOAD)}${"x".repeat(2000)}`]) {
  test(`${String(text).slice(0, 30)} is no token`, () => {
    assert.equal(readToken(text), null);
  });
}

test("of two results the later one of the training team is kept, and never an indicative one", () => {
  const [old, young] = ["2026-01-01T00:00:00.000Z", "2026-01-02T00:00:00Z"].map((graded) => ({ graded }));
  const own = { graded: "2030-01-01T00:00:00.000Z", indicative: true };

  assert.equal(keptResult(undefined, own), own);
  assert.equal(keptResult(old, young), young);
  assert.equal(keptResult(young, old), young);
  assert.equal(keptResult(own, old), old);
  assert.equal(keptResult(old, own), old);
  assert.equal(keptResult(old, { ...old }).graded, old.graded);
});

test("a result may have its objectives, each a share with four places", () => {
  const result = {
    schema: "coursewright/result/1",
    course: "https://example.org/c",
    attempt: "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
    quiz: "final",
    quiz_version: "0".repeat(32),
    score: "0.5000",
    passed: false,
    graded: "2026-11-22T09:00:00Z",
  };

  assert.equal(wrongField(result), undefined);
  assert.equal(wrongField({ ...result, objectives: { "m1.o1": "0.5000", "m1.o2": "1.0000" } }), undefined);
  for (const objectives of [null, [1], { "m1.o1": "0.5" }, { "m1.o1": 1 }]) {
    assert.equal(wrongField({ ...result, objectives }), "objectives");
  }
  assert.equal(wrongField({ ...result, indicative: true }), "indicative");
});
