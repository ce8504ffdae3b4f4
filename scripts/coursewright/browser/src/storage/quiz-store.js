/**
 * What quizzes and lessons keep of a learner: the name, drafts, progress, attempts and visits. The pages that show all of
 * it have more, in store.js; how rows are kept is said in rows.js.
 * @import {AttemptState} from "../core/attempt.js"
 * @import {Response} from "../core/types.js"
 * @import {AttemptRecord} from "../trackers/tracker.js"
 * @import {ResultFile} from "../trackers/training_record.js"
 * @import {Profile} from "./rows.js"
 */
import { canonicalJson, wellFormed } from "../core/canonical.js";
import { sha256 } from "../core/sha256.js";
import { isoNow } from "../core/time.js";
import { keptResult } from "./results.js";
import { CURRENT, CourseRows, PROFILE, entriesOf, newProfile, opener } from "./rows.js";
import { signed } from "./signing.js";

/** @typedef {{item: string, hash: string, response: Response, score: string|null, at: string}} ItemProgress score "n/d" */
/** @typedef {"seq"|"previous"|"device"|"sig"|"enrolment"|"declared_name"} SetHere fields of a record that the store sets */

export class QuizStore extends CourseRows {
  /**
   * Creates a profile and makes it the current one.
   * @param {string|null} name
   * @returns {Promise<Profile>}
   */
  async createProfile(name) {
    const profile = newProfile(name);
    await this.backend.update([CURRENT], () => entriesOf(profile));
    await this.become();
    return profile;
  }

  /**
   * Names a profile, for example the one that was made when somebody practised without a name.
   * @param {string} id
   * @param {string} name
   */
  async renameProfile(id, name) {
    await this.backend.update([PROFILE + id], (rows) => {
      const profile = rows.get(PROFILE + id);
      return profile ? [[PROFILE + id, { ...profile, name: name.trim() || null }]] : [];
    });
    this.tell("profile", id);
  }

  /**
   * @param {Iterable<string>} [ids] item ids; without, all
   * @returns {Promise<Map<string, ItemProgress>>} only items that have progress
   */
  async itemProgress(ids) {
    const rows = /** @type {ItemProgress[]} */ (await this.rows("progress"));
    const wanted = ids && new Set(ids);
    return new Map(rows.filter(({ item }) => !wanted || wanted.has(item)).map((row) => [row.item, row]));
  }

  /** @param {ItemProgress} progress */
  async saveItemProgress(progress) {
    await this.write("progress", progress.item, () => [[`progress/${progress.item}`, progress]]);
  }

  /** @param {string} quiz @returns {Promise<AttemptState|null>} */
  async draft(quiz) {
    const key = `${this.profile}/draft/${quiz}`;
    return (await this.backend.read(key)).get(key) ?? null;
  }

  /** Resolves when the draft is on the disk. @param {string} quiz @param {AttemptState|undefined} state undefined deletes */
  async saveDraft(quiz, state) {
    await this.write("draft", quiz, () => [[`draft/${quiz}`, state]]);
  }

  /**
   * Appends a record to the profile's chain and signs it. `seq` and `previous` are set here; because two tabs may submit
   * at the same time, and a signature cannot be awaited inside a transaction, the record is written only if the chain
   * still ends where it was read, and made again otherwise. An attempt that is already there is not added again.
   * @param {Omit<AttemptRecord, SetHere>} record
   * @returns {Promise<AttemptRecord>} the stored record
   */
  async addAttempt(record) {
    const { attempt } = record;
    for (;;) {
      const profile = await this.ensureProfile();
      const owner = /** @type {Profile|undefined} */ ((await this.backend.read(PROFILE + profile)).get(PROFILE + profile));
      const records = [...(await this.backend.read(`${profile}/attempt/`)).values()];
      const known = records.find((other) => other.attempt === attempt);
      if (known) return known;
      const last = records.at(-1);
      const stored = await signed(this.backend, {
        ...record,
        enrolment: owner?.enrolment ?? null,
        declared_name: owner?.name && !owner.enrolment ? wellFormed(owner.name) : null,
        seq: (last?.seq ?? 0) + 1,
        previous: last ? sha256(canonicalJson(last)) : null,
      });
      let isLast = false;
      const key = `attempt/${String(stored.seq).padStart(8, "0")}`;
      const append = (/** @type {AttemptRecord[]} */ now) =>
        (isLast = now.at(-1)?.attempt === last?.attempt) ? /** @type {[string, unknown][]} */ ([[key, stored]]) : [];
      await this.write("attempt", attempt, append, ["attempt/"], profile);
      if (isLast) return stored;
    }
  }

  /** @returns {Promise<AttemptRecord[]>} by seq */
  async attempts() {
    return this.rows("attempt");
  }

  /** Never replaces a result by an older one. @param {string} attempt UUID @param {ResultFile} result */
  async saveResult(attempt, result) {
    const key = `result/${attempt}`;
    await this.write("result", attempt, ([old]) => [[key, keptResult(old, result)]], [key]);
  }

  /** @param {{lesson: string, title: string, url: string}} visit lesson: "<module id>/<lesson id>" */
  async visit({ lesson, title, url }) {
    await this.write("visit", lesson, () => [[`visit/${lesson}`, { lesson, title, url, at: isoNow() }]]);
  }
}

/** Data is kept by course (an IRI) and profile, never by address. */
export const openQuizStore = opener(QuizStore);
