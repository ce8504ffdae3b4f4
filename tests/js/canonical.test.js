import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { canonicalJson, wellFormed } from "../../scripts/coursewright/browser/src/core/canonical.js";
import { sha256 } from "../../scripts/coursewright/browser/src/core/sha256.js";
import { forSeeds } from "./support.js";

/** Characters at which encoders differ: controls, quotes, DEL, NEL, line separators, the end of the BMP, astral. */
const CHARACTERS = [..."aZ09 /\\\"'\b\f\n\r\t\u0000\u001f\u007f\u0085\u00e9\u2028\u2029\ud7ff\ue000\uffff\u{10000}\u{1f600}"];

/** @param {(below: number) => number} random @returns {string} */
const randomText = (random) => Array.from({ length: random(9) }, () => CHARACTERS[random(CHARACTERS.length)]).join("");

/** @param {(below: number) => number} random @param {number} depth @returns {unknown} */
function randomValue(random, depth) {
  switch (random(depth ? 6 : 4)) {
    case 0:
      return [null, true, false, -0][random(4)];
    case 1:
      return random(2 ** 31) - 2 ** 30;
    case 2:
    case 3:
      return randomText(random);
    case 4:
      return Array.from({ length: random(4) }, () => randomValue(random, depth - 1));
    default:
      return Object.fromEntries(Array.from({ length: random(5) }, () => [randomText(random), randomValue(random, depth - 1)]));
  }
}

test("keys are sorted by code point and nothing is padded", () => {
  const value = { "\u{1f600}": 1, "\uffff": 2, b: [1, null, true], a: { d: "é\n", c: "" }, ab: 0 };

  assert.equal(canonicalJson(value), '{"a":{"c":"","d":"é\\n"},"ab":0,"b":[1,null,true],"\uffff":2,"\u{1f600}":1}');
});

test("300 random values are spelled byte for byte as Python spells them", (context) => {
  const values = [];
  forSeeds(300, (random) => values.push(randomValue(random, 3)));
  const program =
    "import json,sys\nfor v in json.load(sys.stdin): " +
    "sys.stdout.buffer.write((json.dumps(v,sort_keys=True,separators=(',',':'),ensure_ascii=False)+chr(10)).encode())";
  let lines;
  try {
    lines = execFileSync("python3", ["-c", program], { input: JSON.stringify(values), encoding: "utf8" });
  } catch (error) {
    if (error.code === "ENOENT") return context.skip("no python3");
    throw error;
  }

  assert.equal(values.map((value) => `${canonicalJson(value)}\n`).join(""), lines);
});

test("what has no single spelling is refused", () => {
  for (const value of [0.5, NaN, Infinity, 2 ** 53, undefined, () => 1, 1n, Symbol("s"), ["\ud800"], { a: undefined }]) {
    assert.throws(() => canonicalJson(value), TypeError);
  }
});

test("a cut emoji becomes the replacement character and a whole one stays", () => {
  assert.equal(wellFormed("a\ud83d"), "a\ufffd");
  assert.equal(wellFormed("\ude00b\u{1f600}"), "\ufffdb\u{1f600}");
});

test("sha256 agrees with the reference for every length around the block borders", () => {
  for (let length = 0; length < 200; length++) {
    const text = "é".repeat(length % 7) + "x".repeat(length);

    assert.equal(sha256(text), createHash("sha256").update(text).digest("hex"));
  }
});

test("sha256 agrees with the reference for random Unicode", () => {
  forSeeds(200, (random) => {
    const text = Array.from({ length: random(400) }, () => CHARACTERS[random(CHARACTERS.length)]).join("");

    assert.equal(sha256(text), createHash("sha256").update(text).digest("hex"));
  });
});
