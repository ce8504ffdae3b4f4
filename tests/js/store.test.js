/** The rules of the store on its memory backend; tests/browser/test_storage.py has IndexedDB and localStorage. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { newUuid } from "../../scripts/coursewright/browser/src/core/uuid.js";
import { formatDate, isoNow, tzOffset } from "../../scripts/coursewright/browser/src/core/time.js";
import { openStore } from "../../scripts/coursewright/browser/src/storage/store.js";
import "./support.js";

let courses = 0;

/** @returns a store of a course of its own */
const freshStore = () => openStore(`https://example.org/${(courses += 1)}`);

const PROGRESS = { item: "bank/a", hash: "1", response: "b", score: "1/1", at: "2026-11-21T10:00:00.000Z" };

test("without any storage the store says so and still works", async () => {
  const store = await freshStore();
  await store.saveDraft("bank", { seed: "s" });

  assert.equal(store.kind, "memory");
  assert.deepEqual(await store.draft("bank"), { seed: "s" });
});

test("nobody must give a name to practise: the first write makes one unnamed profile", async () => {
  const store = await freshStore();
  assert.equal(await store.currentProfile(), null);
  await Promise.all([store.saveItemProgress(PROGRESS), store.saveDraft("bank", {}), store.visit({ lesson: "m/l", title: "L", url: "l/" })]);
  const [profile, ...others] = await store.profiles();

  assert.deepEqual(others, []);
  assert.equal(profile.name, null);
  assert.deepEqual(await store.currentProfile(), profile);
  assert.equal((await store.itemProgress(["bank/a"])).size, 1);
});

test("giving the unnamed profile a name keeps its progress", async () => {
  const store = await freshStore();
  await store.saveItemProgress(PROGRESS);
  await store.renameProfile((await store.currentProfile()).id, " Ada ");

  assert.equal((await store.currentProfile()).name, "Ada");
  assert.deepEqual(await store.itemProgress(), new Map([["bank/a", PROGRESS]]));
});

test("item progress is given for the asked items only", async () => {
  const store = await freshStore();
  await store.saveItemProgress(PROGRESS);
  await store.saveItemProgress({ ...PROGRESS, item: "bank/ab" });

  assert.deepEqual([...(await store.itemProgress(["bank/ab", "bank/none"])).keys()], ["bank/ab"]);
});

test("a draft is replaced, belongs to one quiz only, and goes away", async () => {
  const store = await freshStore();
  await store.saveDraft("bank", { position: 1 });
  await store.saveDraft("bank-two", { position: 9 });
  await store.saveDraft("bank", { position: 2 });
  assert.deepEqual(await store.draft("bank"), { position: 2 });
  await store.deleteDraft("bank");

  assert.equal(await store.draft("bank"), null);
  assert.deepEqual(await store.draft("bank-two"), { position: 9 });
});

test("profiles do not see each other, and switching brings everything back", async () => {
  const store = await freshStore();
  const ada = await store.createProfile("Ada");
  await store.saveDraft("bank", { of: "Ada" });
  const grace = await store.createProfile("Grace");
  assert.equal(await store.draft("bank"), null);
  await store.saveDraft("bank", { of: "Grace" });
  await store.switchProfile(ada.id);
  await store.switchProfile("unknown");

  assert.deepEqual(await store.draft("bank"), { of: "Ada" });
  assert.deepEqual((await store.profiles()).map(({ name }) => name).sort(), ["Ada", "Grace"]);
  assert.equal((await store.currentProfile()).id, ada.id);
  assert.notEqual(ada.id, grace.id);
});

test("clearing a profile leaves the others and no current one", async () => {
  const store = await freshStore();
  await store.createProfile("Grace");
  await store.saveDraft("bank", { of: "Grace" });
  const ada = await store.createProfile("Ada");
  await store.saveDraft("bank", { of: "Ada" });
  await store.clearProfile(ada.id);

  assert.equal(await store.currentProfile(), null);
  assert.equal(await store.draft("bank"), null);
  assert.deepEqual((await store.profiles()).map(({ name }) => name), ["Grace"]);
});

test("clearing somebody else leaves the current profile current", async () => {
  const store = await freshStore();
  const grace = await store.createProfile("Grace");
  const ada = await store.createProfile("Ada");
  await store.clearProfile(grace.id);

  assert.equal((await store.currentProfile()).id, ada.id);
});

test("visits are kept once per lesson, the latest first", async () => {
  const store = await freshStore();
  for (const lesson of ["m/one", "m/two", "m/one"]) {
    await store.visit({ lesson, title: lesson, url: `${lesson}/` });
    await new Promise((resolve) => setTimeout(resolve, 3));
  }

  assert.deepEqual((await store.visits()).map(({ lesson }) => lesson), ["m/one", "m/two"]);
  assert.equal((await store.lastVisit()).url, "m/one/");
});

test("results are found by their attempt", async () => {
  const store = await freshStore();
  await store.saveResult("uuid", { attempt: "uuid", score: "0.8333" });

  assert.deepEqual(await store.results(), new Map([["uuid", { attempt: "uuid", score: "0.8333" }]]));
});

test("whoever listens hears what was stored, until they stop", async () => {
  const store = await freshStore();
  const heard = [];
  const stop = store.onChange((change) => heard.push(change));
  const profile = await store.createProfile("Ada");
  await store.saveDraft("bank", {});
  stop();
  await store.saveDraft("bank", {});

  assert.deepEqual(heard, [
    { kind: "profile", id: profile.id, own: true },
    { kind: "draft", id: "bank", own: true },
  ]);
});

test("the first write of an unnamed learner does not look like a change of learner", async () => {
  const store = await freshStore();
  const heard = [];
  store.onChange(({ kind }) => heard.push(kind));
  await store.saveDraft("bank", {});

  assert.deepEqual(heard, ["draft"]);
});

test("a UUID is one of version 4, also where crypto.randomUUID is missing", (context) => {
  const pattern = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
  const { randomUUID } = crypto;
  context.after(() => Object.defineProperty(crypto, "randomUUID", { value: randomUUID, configurable: true }));
  assert.match(newUuid(), pattern);
  Object.defineProperty(crypto, "randomUUID", { value: undefined, configurable: true });
  const ids = Array.from({ length: 300 }, newUuid);

  for (const id of ids) assert.match(id, pattern);
  assert.equal(new Set(ids).size, 300);
});

test("times are UTC with milliseconds in data and a local day on the screen", () => {
  assert.equal(isoNow(new Date(Date.UTC(2026, 10, 21, 10))), "2026-11-21T10:00:00.000Z");
  assert.equal(formatDate("2026-11-21T12:00:00.000Z", "en-GB"), "21 November 2026");
  assert.equal(formatDate("2026-11-21T12:00:00.000Z", "fr"), "21 novembre 2026");
  assert.equal(tzOffset({ getTimezoneOffset: () => -120 }), 120);
  assert.ok(Object.is(tzOffset({ getTimezoneOffset: () => 0 }), 0));
});
