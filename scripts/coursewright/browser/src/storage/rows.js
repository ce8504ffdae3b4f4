/**
 * The rows of one course on this device, and who in this browser they belong to.
 *
 * One table. Keys are texts, so that every backend can hold them:
 *   !profile/<profile>              {id, name, created, path}, and of a personal link {enrolment, learner}
 *   !current                        <profile>
 *   !device                         the key that signs, see signing.js
 *   <profile>/draft/<quiz>          the attempt in progress
 *   <profile>/progress/<item>       {item, hash, response, score, at}
 *   <profile>/attempt/<seq>         attempt records; seq padded to eight digits, so that keys sort like numbers
 *   <profile>/sent/<attempt>        {attempt, at, message}: delivered, or refused for good with the intake's sentence
 *   <profile>/result/<attempt>      result files
 *   <profile>/visit/<lesson>        {lesson, title, url, at}
 *   <profile>/card/… and /deck/…    the review deck, see review-store.js
 *
 * The attempts without a row in `sent` are the outbox.
 *
 * Every write checks inside its own transaction that the profile still exists: a tab left open by a colleague can never
 * bring back what "Finish and clear this computer" has removed.
 * @import {Backend, Writes} from "./backends.js"
 */
import { isoNow } from "../core/time.js";
import { newUuid } from "../core/uuid.js";
import { openBackend } from "./backends.js";
import { Channel } from "./channel.js";

/**
 * @typedef {object} Profile
 * @property {string} id
 * @property {string|null} name null until the learner gives one; always null with a personal link
 * @property {string} created ISO
 * @property {string} [enrolment] token of the personal link
 * @property {string} [learner] who the link was made for; says nothing to anybody but HR
 * @property {string|null} [path] of the personal link, else as the learner chose
 */
/** @typedef {{attempt: string, at: string, message: string|null}} Sent message: why it was refused; null: delivered */
/** @typedef {"profile"|"draft"|"progress"|"attempt"|"sent"|"result"|"visit"|"card"|"send"} Kind "send": somebody wants delivery now */
/** @typedef {{kind: Kind, id: string, own: boolean}} Change `own`: made through this object; else by another tab or bundle */

export const PROFILE = "!profile/";
export const CURRENT = "!current";

/** @param {string|null} name @returns {Profile} */
export const newProfile = (name) => ({ id: newUuid(), name: name?.trim() || null, created: isoNow() });

/** @param {Profile} profile @returns {Writes} the rows that make it exist and current */
export const entriesOf = (profile) => [
  [PROFILE + profile.id, profile],
  [CURRENT, profile.id],
];

/** Reads always work; writes reject when the browser refuses them (quota) or the profile was cleared meanwhile. */
export class CourseRows {
  /** @protected */
  backend;
  /** @type {string|null} The learner this page belongs to. Fixed, until this or another tab changes it and says so. */
  profile = null;
  #channel;
  /** @type {Set<(change: Change) => unknown>} */
  #listeners = new Set();

  /** @param {Backend} backend @param {string} course */
  constructor(backend, course) {
    this.backend = backend;
    const name = `coursewright ${course}`;
    this.#channel = new Channel(name, (change) => this.#hear(change));
    if (backend.kind !== "local") return;
    // A message is faster than a row of localStorage: say it once more when the row is here.
    addEventListener("storage", ({ key }) => {
      const parts = key?.split(`${name} `)[1]?.split("/");
      if (parts) this.#hear({ kind: /** @type {Kind} */ (parts[0][0] === "!" ? "profile" : parts[1]), id: "" });
    });
  }

  /** Finds out whose page this is. @returns {Promise<this>} */
  async start() {
    this.profile = await this.#current();
    return this;
  }

  /** @returns {"indexeddb"|"local"|"memory"} where rows are kept; "memory" means: until the tab is closed */
  get kind() {
    return this.backend.kind;
  }

  /** @returns {Promise<Profile[]>} oldest first */
  async profiles() {
    const rows = /** @type {Profile[]} */ ([...(await this.backend.read(PROFILE)).values()]);
    return rows.sort((a, b) => (a.created < b.created ? -1 : 1));
  }

  /** @returns {Promise<Profile|null>} null before the first write */
  async currentProfile() {
    return (await this.profiles()).find(({ id }) => id === this.profile) ?? null;
  }

  /**
   * @param {(change: Change) => unknown} callback
   * @returns {() => void} call it to hear no more
   */
  onChange(callback) {
    this.#listeners.add(callback);
    return () => void this.#listeners.delete(callback);
  }

  /** @param {Kind} kind @returns {Promise<any[]>} rows of the current profile, by key */
  async rows(kind) {
    return [...(await this.backend.read(`${this.profile}/${kind}/`)).values()];
  }

  /**
   * @param {Kind} kind
   * @param {string} id
   * @param {(seen: any[]) => Writes} change keys without the profile; not called when the profile was cleared
   * @param {string[]} [prefixes] rows of the profile that `change` needs to see
   * @param {string} [owner] another profile than the current one
   */
  async write(kind, id, change, prefixes = [], owner) {
    const profile = owner ?? (await this.ensureProfile());
    const row = PROFILE + profile;
    let isKept = false;
    let isChanged = false;
    await this.backend.update([row, ...prefixes.map((prefix) => `${profile}/${prefix}`)], (rows) => {
      isKept = rows.delete(row);
      const writes = isKept ? change([...rows.values()]) : [];
      isChanged = writes.length > 0;
      return writes.map(([key, value]) => [`${profile}/${key}`, value]);
    });
    if (!isKept) throw new Error("the profile was cleared");
    if (isChanged) this.tell(kind, id);
  }

  /** Nobody must give a name to practise. @returns {Promise<string>} id of the current profile, made if there is none */
  async ensureProfile() {
    if (this.profile) return this.profile;
    const profile = newProfile(null);
    let { id } = profile;
    await this.backend.update([CURRENT], (rows) => {
      id = rows.get(CURRENT) ?? profile.id;
      return rows.size ? [] : entriesOf(profile);
    });
    // Only other tabs need to hear: here it is the first write of the same learner.
    this.#channel.send({ kind: "profile", id });
    return (this.profile ??= id);
  }

  /** Another profile is the current one from now on, as it is stored already. */
  async become() {
    this.profile = await this.#current();
    this.tell("profile", this.profile ?? "");
  }

  /** @param {Kind} kind @param {string} id */
  tell(kind, id) {
    this.#channel.send({ kind, id });
    this.#emit({ kind, id, own: true });
  }

  /** @returns {Promise<string|null>} */
  async #current() {
    return (await this.backend.read(CURRENT)).get(CURRENT) ?? null;
  }

  /** @param {{kind: Kind, id: string}} change from another tab */
  async #hear(change) {
    // The other tab's first write makes the profile: what it announces next may come before that is read here.
    if (change.kind === "profile" || !this.profile) this.profile = await this.#current();
    this.#emit({ ...change, own: false });
  }

  /** @param {Change} change */
  #emit(change) {
    for (const listener of this.#listeners) listener(change);
  }
}

/**
 * @template {CourseRows} T
 * @param {new (backend: Backend, course: string) => T} Type
 * @returns {(course: string) => Promise<T>} opens a course: the same object for every element of a page; it never
 *   rejects and never hangs
 */
export function opener(Type) {
  /** @type {Map<string, Promise<T>>} */
  const opened = new Map();
  return (course) => {
    const rows = opened.get(course) ?? openBackend(course).then((backend) => new Type(backend, course).start());
    opened.set(course, rows);
    return rows;
  };
}
