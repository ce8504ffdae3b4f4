/** Under Node there is neither IndexedDB nor localStorage, so these run on the memory store; tests/browser has the others. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { NO_ATTEMPT, reduce } from "../../scripts/coursewright/browser/src/core/attempt.js";
import { canonicalJson } from "../../scripts/coursewright/browser/src/core/canonical.js";
import { sha256 } from "../../scripts/coursewright/browser/src/core/sha256.js";
import { openStore } from "../../scripts/coursewright/browser/src/storage/store.js";
import { FileTracker } from "../../scripts/coursewright/browser/src/trackers/file.js";
import {
  ResultFileError,
  readResultFile,
  trainingRecord,
} from "../../scripts/coursewright/browser/src/trackers/training_record.js";
import { NOW, after, formOf } from "./support.js";

const items = {
  "bank/a": { hash: "1", interaction: "choice", points: 1, objective: null, options: ["a", "b"], multiple: false },
  "bank/b": { hash: "2", interaction: "long-fill-in", points: 1, objective: null },
  "bank/c": { hash: "3", interaction: "fill-in", points: 1, objective: null, blanks: 1 },
};
const form = formOf({ items, strata: [{ count: 3, items: Object.keys(items) }] });
let courses = 0;

/** @param {string} attempt @returns a submitted attempt with every item but one answered */
function submitted(attempt) {
  return [
    { type: "start", form, seed: "seed", now: NOW, attempt },
    { type: "respond", item: "bank/b", response: "my private thoughts", now: after(2) },
    { type: "respond", item: "bank/c", response: ["cut \ud83d"], now: after(3) },
    { type: "submit", now: after(4) },
  ].reduce(reduce, NO_ATTEMPT);
}

/** @returns a store of a course of its own */
const freshStore = () => openStore(`https://example.org/${(courses += 1)}`);

test("a submitted attempt becomes exactly the record of the contract", async () => {
  const store = await freshStore();
  await store.createProfile("Ada");
  const record = await new FileTracker(store).complete(submitted("uuid-1"), form, { attestation: "I worked alone." });

  assert.deepEqual(record, {
    schema: "coursewright/attempt/1",
    attempt: "uuid-1",
    enrolment: null,
    declared_name: "Ada",
    course: form.course,
    quiz: "bank",
    quiz_version: form.version,
    language: "en",
    seq: 1,
    previous: null,
    started: NOW,
    submitted: after(4),
    tz_offset: 0 - new Date(after(4)).getTimezoneOffset(),
    attestation: "I worked alone.",
    responses: submitted("").items.map((item) => ({
      item,
      response: { "bank/a": null, "bank/b": null, "bank/c": ["cut \ufffd"] }[item],
      ms: { "bank/a": 0, "bank/b": 2000, "bank/c": 1000 }[item],
    })),
    client: { app: "coursewright", version: "0.1.0" },
    device: null,
    sig: "none",
  });
  assert.doesNotMatch(canonicalJson(record), /private thoughts/);
});

test("the client version is the version of the package", async () => {
  const source = readFileSync(new URL("../../scripts/coursewright/__init__.py", import.meta.url), "utf8");
  const record = await new FileTracker(await freshStore()).complete(submitted("uuid"), form);

  assert.equal(record.client.version, /__version__ = "(.+)"/.exec(source)[1]);
});

test("records of a profile form a chain and other profiles have their own", async () => {
  const store = await freshStore();
  const tracker = new FileTracker(store);
  const first = await tracker.complete(submitted("uuid-1"), form);
  const second = await tracker.complete(submitted("uuid-2"), form);
  await store.createProfile("Grace");
  const other = await tracker.complete(submitted("uuid-3"), form);

  assert.deepEqual([second.seq, second.previous], [2, sha256(canonicalJson(first))]);
  assert.deepEqual([other.seq, other.previous], [1, null]);
});

test("ten tabs that submit at the same moment get ten numbers and an unbroken chain", async () => {
  const store = await freshStore();
  const tracker = new FileTracker(store);
  await Promise.all(Array.from({ length: 12 }, (_, i) => tracker.complete(submitted(`uuid-${i}`), form)));
  const attempts = await store.attempts();

  assert.deepEqual(attempts.map(({ seq }) => seq), Array.from({ length: 12 }, (_, i) => i + 1));
  attempts.slice(1).forEach((record, i) => assert.equal(record.previous, sha256(canonicalJson(attempts[i]))));
});

test("submitting twice records once, and a retry of the wrong items not at all", async () => {
  const store = await freshStore();
  const tracker = new FileTracker(store);
  const record = await tracker.complete(submitted("uuid-1"), form);
  const retry = reduce(submitted("uuid-1"), { type: "retryWrong", items: ["bank/c"], now: NOW });

  assert.deepEqual(await tracker.complete(submitted("uuid-1"), form), record);
  assert.equal(await tracker.complete({ ...retry, submitted: NOW }, form), null);
  assert.equal((await store.attempts()).length, 1);
});

test("an attempt that was not submitted is refused", async () => {
  const tracker = new FileTracker(await freshStore());

  await assert.rejects(tracker.complete(reduce(NO_ATTEMPT, { type: "start", form, seed: "s", now: NOW, attempt: "u" }), form), TypeError);
});

test("the training record holds all attempts of the current profile", async () => {
  const store = await freshStore();
  const tracker = new FileTracker(store);
  await store.createProfile("Ada");
  const record = await tracker.complete(submitted("uuid-1"), form);
  const { exported, ...rest } = await trainingRecord(store, form.course);

  assert.deepEqual(rest, {
    schema: "coursewright/training-record/1",
    course: form.course,
    declared_name: "Ada",
    attempts: [record],
  });
  assert.match(exported, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
});

test("a scenario that was played is in no training record and in no outbox", async () => {
  const store = await freshStore();
  await store.createProfile("Ada");
  const before = await trainingRecord(store, form.course);
  // ScenarioStore writes just this row; on the memory backend each store has rows of its own.
  await store.saveDraft("scenario/third-call", { way: [{ node: "first", option: "a", target: "end" }], isOpen: false, completed: NOW });
  const after_ = await trainingRecord(store, form.course);

  assert.deepEqual({ ...after_, exported: "" }, { ...before, exported: "" });
  assert.equal(await store.undelivered(), 0);
});

const result = {
  schema: "coursewright/result/1",
  course: "https://example.org/course",
  attempt: "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
  quiz: "final",
  quiz_version: "0123456789abcdef0123456789abcdef",
  score: "0.8333",
  passed: true,
  graded: "2026-11-22T09:00:00Z",
};

test("a result file is read, with or without a byte order mark", () => {
  assert.deepEqual(readResultFile(JSON.stringify(result)), result);
  assert.deepEqual(readResultFile(`\ufeff${JSON.stringify({ ...result, passed: null, score: "1.0000" })}\n`).passed, null);
});

for (const [field, value] of [
  ["schema", "coursewright/result/2"],
  ["course", ""],
  ["course", "x".repeat(500)],
  ["attempt", "not-a-uuid"],
  ["quiz", 1],
  ["quiz_version", "ABCDEF"],
  ["score", 0.8333],
  ["score", "0.83"],
  ["score", "1.0001"],
  ["score", "NaN"],
  ["passed", "true"],
  ["passed", undefined],
  ["graded", "yesterday"],
  ["graded", "2026-13-45T99:00:00Z"],
  ["extra", "<img src=x onerror=alert(1)>"],
  ["__proto__", { passed: true }],
]) {
  test(`a result file whose ${field} is ${String(JSON.stringify(value)).slice(0, 40)} is refused by name`, () => {
    const text = JSON.stringify({ ...result, [field]: value });
    const planted = field === "__proto__" ? text.replace("}", ',"__proto__":{"passed":true}}') : text;

    assert.throws(() => readResultFile(planted), (error) => error instanceof ResultFileError && error.field === field);
  });
}

for (const text of ["", "null", "[]", "7", "{", "<html>", '"coursewright/result/1"']) {
  test(`${JSON.stringify(text)} is no result file`, () => {
    assert.throws(() => readResultFile(text), (error) => error instanceof ResultFileError);
  });
}
