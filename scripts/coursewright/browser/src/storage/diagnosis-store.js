/**
 * What an instrument keeps of a learner: the ratings, on this device. No transport reads these rows, and no record is made
 * of them.
 * @import {Diagnosis} from "../core/profile.js"
 */
import { isoNow } from "../core/time.js";
import { CourseRows, opener } from "./rows.js";

/** @param {string} id of an instrument @returns {string} its name among drafts and visits; no bank's id has a slash */
export const instrumentName = (id) => `instrument/${id}`;

export class DiagnosisStore extends CourseRows {
  /** @param {string} id @returns {Promise<Diagnosis|null>} */
  async diagnosis(id) {
    const key = `${this.profile}/draft/${instrumentName(id)}`;
    return (await this.backend.read(key)).get(key) ?? null;
  }

  /** Resolves when it is on the disk. @param {string} id @param {Diagnosis} diagnosis */
  async saveDiagnosis(id, diagnosis) {
    await this.write("draft", instrumentName(id), () => [[`draft/${instrumentName(id)}`, diagnosis]]);
  }

  /** For "continue where you stopped". @param {string} id @param {string} title @param {string} url */
  async visit(id, title, url) {
    const lesson = instrumentName(id);
    await this.write("visit", lesson, () => [[`visit/${lesson}`, { lesson, title, url, at: isoNow() }]]);
  }
}

/** Data is kept by course (an IRI) and profile, never by address. */
export const openDiagnosisStore = opener(DiagnosisStore);
