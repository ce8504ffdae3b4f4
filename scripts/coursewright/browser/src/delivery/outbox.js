/**
 * The rows of a course as delivery sees them: what is to be sent, of whoever learns in this browser, and whom a personal
 * link belongs to.
 * @import {AttemptRecord} from "../trackers/tracker.js"
 * @import {ResultFile} from "../trackers/training_record.js"
 * @import {Writes} from "../storage/backends.js"
 * @import {Profile, Sent} from "../storage/rows.js"
 * @import {Link} from "./link.js"
 */
import { isoNow } from "../core/time.js";
import { keptResult } from "../storage/results.js";
import { CURRENT, CourseRows, PROFILE, entriesOf, newProfile, opener } from "../storage/rows.js";
import { readToken } from "./link.js";

/** @typedef {{profile: string, record: AttemptRecord}} Waiting */
/** @typedef {Waiting & {message: string|null, result?: ResultFile}} Settled message: why it was refused; null: delivered */

export class Outbox extends CourseRows {
  /** Records never change, so each is read once. @type {Map<string, AttemptRecord>} */
  #records = new Map();

  /** @returns {Promise<Waiting[]>} of all profiles, each in the order of its chain */
  async waiting() {
    const keys = new Set(await this.backend.keys());
    /** @type {Waiting[]} */
    const found = [];
    for (const key of keys) {
      const [profile, kind] = key.split("/");
      if (kind !== "attempt" || !keys.has(PROFILE + profile)) continue;
      if (!this.#records.has(key)) {
        for (const [one, record] of await this.backend.read(`${profile}/attempt/`)) this.#records.set(one, record);
      }
      const record = this.#records.get(key);
      if (record && !keys.has(`${profile}/sent/${record.attempt}`)) found.push({ profile, record });
    }
    return found;
  }

  /**
   * Notes that records need no sending any more, together with their results. It resolves when that is on the disk; what
   * belongs to a profile that was cleared meanwhile is left alone.
   * @param {Settled[]} settled
   */
  async settle(settled) {
    const keyOf = (/** @type {Waiting} */ { profile, record }) => `${profile}/result/${record.attempt}`;
    await this.backend.update([PROFILE, ...settled.map(keyOf)], (rows) =>
      settled
        .filter(({ profile }) => rows.has(PROFILE + profile))
        .flatMap((one) => {
          const { profile, record, message, result } = one;
          const { attempt } = record;
          const old = rows.get(keyOf(one));
          return /** @type {Writes} */ ([
            [`${profile}/sent/${attempt}`, { attempt, at: isoNow(), message }],
            [keyOf(one), result ? keptResult(old, result) : old],
          ]);
        }),
    );
    this.tell("sent", "");
    this.tell("result", "");
  }

  /**
   * Makes the link's learner the current one. A profile that nobody has named or handed in anything with becomes theirs;
   * otherwise they get one of their own, so that nobody sees a colleague's answers.
   * @param {Link} link
   */
  async adopt({ token, learner, path, issued }) {
    const now = this.profile;
    await this.backend.update(["!", `${now}/attempt/`], (rows) => {
      const profiles = /** @type {Profile[]} */ ([...rows].filter(([key]) => key.startsWith(PROFILE)).map(([, row]) => row));
      const own = profiles.find((profile) => profile.learner === learner);
      const isUsed = [...rows.keys()].some((key) => key[0] !== "!") || rows.get(CURRENT) !== now;
      const free = profiles.find(({ id, name, enrolment }) => id === now && !name && !enrolment && !isUsed);
      const profile = own ?? free ?? newProfile(null);
      // Somebody may open an old mail again: the newer link stays.
      const isOlder = issued < (readToken(own?.enrolment)?.issued ?? 0);
      return entriesOf(isOlder ? profile : { ...profile, enrolment: token, learner, path });
    });
    await this.become();
  }

  /** @param {string} attempt @returns {Promise<{sent: Sent|undefined, result: ResultFile|undefined}>} of the current profile */
  async fate(attempt) {
    /** @type {(kind: "sent"|"result") => Promise<any>} */
    const row = async (kind) => (await this.rows(kind)).find((one) => one.attempt === attempt);
    return { sent: await row("sent"), result: await row("result") };
  }
}

export const openOutbox = opener(Outbox);
