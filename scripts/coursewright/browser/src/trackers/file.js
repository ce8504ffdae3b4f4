/**
 * The tracker that needs no service: records stay in the browser until the learner downloads them, or until delivery
 * (delivery/sender.js) has taken them to an intake.
 * @import {AttemptState} from "../core/attempt.js"
 * @import {Form, Response} from "../core/types.js"
 * @import {QuizStore} from "../storage/quiz-store.js"
 * @import {AttemptRecord, Tracker} from "./tracker.js"
 */
import { wellFormed } from "../core/canonical.js";
import { tzOffset } from "../core/time.js";

/** What made the record. */
const CLIENT = { app: "coursewright", version: "0.1.0" };

/** @param {Response|undefined} response @returns {Response} fit for UTF-8 */
const portable = (response) =>
  JSON.parse(JSON.stringify(response ?? null), (_key, value) => (typeof value === "string" ? wellFormed(value) : value));

/** @implements {Tracker} */
export class FileTracker {
  #store;

  /** @param {QuizStore} store */
  constructor(store) {
    this.#store = store;
  }

  async initialize() {}

  async answer() {}

  async terminate() {}

  /**
   * Stores the attempt record. Completing the same attempt again returns the record of the first time.
   * @param {AttemptState} state submitted
   * @param {Form} form
   * @param {{attestation?: string|null}} [details] the exact sentence the learner ticked
   * @returns {Promise<AttemptRecord|null>} null for a retry of wrong items, which is not recorded
   * @throws when the attempt is not submitted, or the browser refuses to store
   */
  async complete(state, form, { attestation = null } = {}) {
    const { attempt, started, submitted, version, path } = state;
    if (state.retry) return null;
    if (!started || !submitted) throw new TypeError("attempt not submitted");
    return this.#store.addAttempt({
      schema: "coursewright/attempt/1",
      attempt,
      course: form.course,
      quiz: form.quiz,
      quiz_version: version,
      ...(path && { path }),
      language: form.language,
      started,
      submitted,
      tz_offset: tzOffset(new Date(submitted)),
      attestation,
      responses: state.items.map((item) => ({
        item,
        // Reflections are private: their text never leaves the device.
        response: form.items[item]?.interaction === "long-fill-in" ? null : portable(state.responses[item]),
        ms: Math.round(state.ms[item] ?? 0),
      })),
      client: CLIENT,
    });
  }
}
