/**
 * The Monday warm-up: a few items across the modules that a learner has done, the same all week, others the next week.
 */
import { shuffled } from "./random.js";

/** @typedef {{id: string, quiz: string, items: string[]}} WarmUpModule */

export const WARM_UP_ITEMS = 5;

/**
 * Which modules count: those whose quiz was finished before the week began, so that the draw stays the same all week;
 * in the first week those finished so far.
 * @param {readonly WarmUpModule[]} modules
 * @param {readonly {quiz: string, submitted: string}[]} attempts
 * @param {string} weekStart ISO, the first moment of the week
 * @returns {WarmUpModule[]}
 */
export function doneModules(modules, attempts, weekStart) {
  const before = new Set(attempts.filter(({ submitted }) => submitted < weekStart).map(({ quiz }) => quiz));
  const all = new Set(attempts.map(({ quiz }) => quiz));
  const earlier = modules.filter(({ quiz }) => before.has(quiz));
  return earlier.length ? earlier : modules.filter(({ quiz }) => all.has(quiz));
}

/**
 * @param {readonly WarmUpModule[]} modules that the learner has done
 * @param {string} seed of the learner and the week
 * @returns {string[]} items, taken from one module after the other
 */
export function warmUp(modules, seed) {
  const queues = shuffled(modules, `${seed}/modules`).map(({ id, items }) => shuffled(items, `${seed}/${id}`));
  /** @type {string[]} */
  const drawn = [];
  for (let round = 0; queues.some((queue) => queue.length > round); round++) {
    for (const queue of queues) {
      const item = queue[round];
      if (item && !drawn.includes(item) && drawn.length < WARM_UP_ITEMS) drawn.push(item);
    }
    if (drawn.length >= WARM_UP_ITEMS) break;
  }
  return drawn;
}
