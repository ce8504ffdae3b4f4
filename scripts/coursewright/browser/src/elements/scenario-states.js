/** How far the learner is with the scenarios of a module, for the pages that list them. */
import * as messages from "../messages/en.js";
import { all, h } from "./dom.js";

/** @import { Store } from "../storage/store.js" */

/**
 * @param {Store} store
 * @param {string} listed `third-call letter:team-leader,executive`: ids, and the paths they are for
 * @returns {Promise<Map<string, string>>} scenario → its state in words, "" when it was never begun; only those that are for
 *   the learner's path, or all of them without one
 */
async function scenarioStates(store, listed) {
  const path = (await store.currentProfile())?.path;
  /** @type {Map<string, string>} */
  const states = new Map();
  for (const entry of listed.split(/\s+/).filter(Boolean)) {
    const [id, paths] = entry.split(":");
    if (path && paths && !paths.split(",").includes(path)) continue;
    const walk = /** @type {any} */ (await store.draft(`scenario/${id}`));
    const isBegun = walk?.way?.length > 0;
    states.set(id, walk?.completed ? messages.scenarioCompleted : isBegun ? messages.scenarioStarted : "");
  }
  return states;
}

/**
 * Says how far the learner is in the rows of a list, and leaves out those of other paths.
 *
 * @param {Store} store
 * @param {HTMLElement} element with `data-scenarios`
 * @returns {Promise<string>} the sum in words; "" while none was begun
 */
export async function drawScenarios(store, element) {
  const states = await scenarioStates(store, element.dataset.scenarios ?? "");
  for (const row of all(element, "li[data-scenario]")) {
    const { scenario = "" } = row.dataset;
    row.hidden = !states.has(scenario);
    const state = all(row, ".course-lessons__state")[0] ?? row.appendChild(h("span", "course-lessons__state"));
    state.textContent = states.get(scenario) ?? "";
  }
  const begun = [...states.values()].filter(Boolean);
  const done = begun.filter((state) => state === messages.scenarioCompleted).length;
  return begun.length ? messages.scenariosDone(done, states.size) : "";
}
