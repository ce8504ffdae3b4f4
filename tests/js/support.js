/** Shared by the tests: seeded random cases (a failure names its seed) and small forms. */
import { randomSource } from "../../scripts/coursewright/browser/src/core/random.js";

/**
 * Runs `body` with many seeds; every case can be repeated by its seed alone.
 * @param {number} count
 * @param {(random: (below: number) => number, seed: string) => void} body `random(n)` is an integer 0 … n-1
 */
export function forSeeds(count, body) {
  for (let i = 0; i < count; i++) {
    const seed = `case ${i}`;
    const next = randomSource(seed);
    try {
      body((below) => next() % below, seed);
    } catch (error) {
      error.message = `${seed}: ${error.message}`;
      throw error;
    }
  }
}

/** @param {Partial<import("../../scripts/coursewright/browser/src/core/types.js").Form>} [changes] */
export function formOf(changes = {}) {
  const items = Object.fromEntries(
    "abcdef".split("").map((name) => [
      `bank/${name}`,
      { hash: `hash-${name}`, interaction: "choice", points: 1, objective: "m01.o1", options: ["a", "b"], multiple: false },
    ]),
  );
  return {
    schema: "coursewright/quiz/1",
    course: "https://example.org/course",
    quiz: "bank",
    title: "Bank",
    kind: "practice",
    language: "en",
    version: "1".repeat(32),
    masteryScore: "0.8",
    attempts: null,
    reveal: false,
    path: null,
    strata: [{ count: 3, items: Object.keys(items) }],
    items,
    ...changes,
  };
}

export const NOW = "2026-11-21T10:00:00.000Z";

/** @param {number} seconds @returns {string} that long after NOW */
export const after = (seconds) => new Date(Date.parse(NOW) + seconds * 1000).toISOString();

// An open channel would keep the test process alive; under Node there are no other tabs to tell.
delete globalThis.BroadcastChannel;
