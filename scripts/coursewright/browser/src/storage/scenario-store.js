/**
 * What scenarios keep of a learner: the way through, on this device. No transport reads these rows, and no record is made
 * of them: a scenario is practice, and nobody but the learner sees how it went.
 * @import {Walk} from "../core/scenario.js"
 */
import { isoNow } from "../core/time.js";
import { CourseRows, opener } from "./rows.js";

/** @param {string} id of a scenario @returns {string} its name among drafts and visits; no bank's id has a slash */
export const scenarioName = (id) => `scenario/${id}`;

export class ScenarioStore extends CourseRows {
  /** @param {string} id @returns {Promise<Walk|null>} */
  async walk(id) {
    const key = `${this.profile}/draft/${scenarioName(id)}`;
    return (await this.backend.read(key)).get(key) ?? null;
  }

  /** Resolves when the walk is on the disk. @param {string} id @param {Walk} walk */
  async saveWalk(id, walk) {
    await this.write("draft", scenarioName(id), () => [[`draft/${scenarioName(id)}`, walk]]);
  }

  /** For "continue where you stopped". @param {string} id @param {string} title @param {string} url */
  async visit(id, title, url) {
    const lesson = scenarioName(id);
    await this.write("visit", lesson, () => [[`visit/${lesson}`, { lesson, title, url, at: isoNow() }]]);
  }
}

/** Data is kept by course (an IRI) and profile, never by address. */
export const openScenarioStore = opener(ScenarioStore);
