/**
 * All of what a learner has done in one course, on this device; for the pages that show it and the tests.
 * @import {ResultFile} from "../trackers/training_record.js"
 * @import {Sent} from "./rows.js"
 */
import { QuizStore } from "./quiz-store.js";
import { CURRENT, PROFILE, opener } from "./rows.js";

/** @typedef {{lesson: string, title: string, url: string, at: string}} Visit */

export class Store extends QuizStore {
  /** @param {string} id of an existing profile; anything else changes nothing */
  async switchProfile(id) {
    await this.backend.update([PROFILE + id], (rows) => (rows.size ? [[CURRENT, id]] : []));
    await this.become();
  }

  /** Whoever has a personal link keeps the path it names. @param {string} path */
  async choosePath(path) {
    const row = PROFILE + (await this.ensureProfile());
    await this.backend.update([row], (rows) => {
      const profile = rows.get(row);
      return profile && !profile.enrolment ? [[row, { ...profile, path }]] : [];
    });
    this.tell("profile", this.profile ?? "");
  }

  /** Deletes everything of a profile. @param {string} id */
  async clearProfile(id) {
    await this.backend.update([CURRENT, PROFILE + id, `${id}/`], (rows) =>
      [...rows].filter(([key, value]) => key !== CURRENT || value === id).map(([key]) => [key, undefined]),
    );
    await this.become();
  }

  /** @param {string} quiz */
  async deleteDraft(quiz) {
    await this.saveDraft(quiz, undefined);
  }

  /** @returns {Promise<Map<string, Sent>>} attempts that need no sending any more */
  async sent() {
    const rows = /** @type {Sent[]} */ (await this.rows("sent"));
    return new Map(rows.map((row) => [row.attempt, row]));
  }

  /** @returns {Promise<number>} how many records of the current profile still wait */
  async undelivered() {
    const sent = await this.sent();
    return (await this.attempts()).filter(({ attempt }) => !sent.has(attempt)).length;
  }

  /** @returns {Promise<Map<string, ResultFile>>} by attempt */
  async results() {
    const rows = /** @type {ResultFile[]} */ (await this.rows("result"));
    return new Map(rows.map((result) => [result.attempt, result]));
  }

  /** @returns {Promise<Visit[]>} latest first */
  async visits() {
    const rows = /** @type {Visit[]} */ (await this.rows("visit"));
    return rows.sort((a, b) => (a.at < b.at ? 1 : -1));
  }

  /** @returns {Promise<Visit|null>} */
  async lastVisit() {
    return (await this.visits())[0] ?? null;
  }
}

/** Data is kept by course (an IRI) and profile, never by address. */
export const openStore = opener(Store);
