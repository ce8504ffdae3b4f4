/**
 * What a learner has done in one course, on this device: profiles, drafts, progress, attempts, results and visits.
 *
 * One table of rows. Keys are texts, so that every backend can hold them:
 *   !profile/<profile>              {id, name, created}
 *   !current                        <profile>
 *   <profile>/draft/<quiz>          the attempt in progress
 *   <profile>/progress/<item>       {item, hash, response, score, at}
 *   <profile>/attempt/<seq>         attempt records; seq padded to eight digits, so that keys sort like numbers
 *   <profile>/result/<attempt>      result files
 *   <profile>/visit/<lesson>        {lesson, title, url, at}
 *
 * Every write checks inside its own transaction that the profile still exists: a tab left open by a colleague can never
 * bring back what "Finish and clear this computer" has removed.
 * @import {AttemptState} from "../core/attempt.js"
 * @import {Response} from "../core/types.js"
 * @import {AttemptRecord} from "../trackers/tracker.js"
 * @import {ResultFile} from "../trackers/training_record.js"
 * @import {Backend, Writes} from "./backends.js"
 */
import { canonicalJson } from "../core/canonical.js";
import { sha256 } from "../core/sha256.js";
import { isoNow } from "../core/time.js";
import { newUuid } from "../core/uuid.js";
import { openBackend } from "./backends.js";
import { Channel } from "./channel.js";

/** @typedef {{id: string, name: string|null, created: string}} Profile `name` is null until the learner gives one */
/** @typedef {{item: string, hash: string, response: Response, score: string|null, at: string}} ItemProgress score "n/d" */
/** @typedef {{lesson: string, title: string, url: string, at: string}} Visit */
/** @typedef {"profile"|"draft"|"progress"|"attempt"|"result"|"visit"} Kind */
/** @typedef {{kind: Kind, id: string, own: boolean}} Change `own`: made through this store; else by another tab or bundle */

const PROFILE = "!profile/";
const CURRENT = "!current";

/** @param {string|null} name @returns {Profile} */
const newProfile = (name) => ({ id: newUuid(), name: name?.trim() || null, created: isoNow() });

/** @param {Profile} profile @returns {Writes} the rows that make it exist and current */
const entriesOf = (profile) => [
  [PROFILE + profile.id, profile],
  [CURRENT, profile.id],
];

/** @type {Map<string, Promise<Store>>} */
const stores = new Map();

/**
 * @param {string} course IRI; data is kept by course and profile, never by address
 * @returns {Promise<Store>} the same store for every element of a page; never rejects, never hangs
 */
export function openStore(course) {
  const store = stores.get(course) ?? openBackend(course).then((backend) => Store.over(backend, course));
  stores.set(course, store);
  return store;
}

/** Reads always work; writes reject when the browser refuses them (quota) or the profile was cleared meanwhile. */
export class Store {
  #backend;
  #channel;
  /** @type {string|null} The learner this page belongs to. Fixed, until this or another tab changes it and says so. */
  #profile = null;
  /** @type {Set<(change: Change) => void>} */
  #listeners = new Set();

  /** @param {Backend} backend @param {string} course */
  constructor(backend, course) {
    this.#backend = backend;
    this.#channel = new Channel(`coursewright ${course}`, (change) => this.#hear(change));
  }

  /** @param {Backend} backend @param {string} course @returns {Promise<Store>} */
  static async over(backend, course) {
    const store = new Store(backend, course);
    store.#profile = await store.#current();
    return store;
  }

  /** @returns {"indexeddb"|"local"|"memory"} where rows are kept; "memory" means: until the tab is closed */
  get kind() {
    return this.#backend.kind;
  }

  /** @returns {Promise<Profile[]>} oldest first */
  async profiles() {
    const rows = /** @type {Profile[]} */ ([...(await this.#backend.read(PROFILE)).values()]);
    return rows.sort((a, b) => (a.created < b.created ? -1 : 1));
  }

  /** @returns {Promise<Profile|null>} null before the first write */
  async currentProfile() {
    return (await this.profiles()).find(({ id }) => id === this.#profile) ?? null;
  }

  /**
   * Creates a profile and makes it the current one.
   * @param {string|null} name
   * @returns {Promise<Profile>}
   */
  async createProfile(name) {
    const profile = newProfile(name);
    await this.#backend.update([CURRENT], () => entriesOf(profile));
    this.#become(profile.id);
    return profile;
  }

  /**
   * Names a profile, for example the one that was made when somebody practised without a name.
   * @param {string} id
   * @param {string} name
   */
  async renameProfile(id, name) {
    await this.#backend.update([PROFILE + id], (rows) => {
      const profile = rows.get(PROFILE + id);
      return profile ? [[PROFILE + id, { ...profile, name: name.trim() || null }]] : [];
    });
    this.#tell("profile", id);
  }

  /** @param {string} id of an existing profile; anything else changes nothing */
  async switchProfile(id) {
    await this.#backend.update([PROFILE + id], (rows) => (rows.size ? [[CURRENT, id]] : []));
    this.#become(await this.#current());
  }

  /** Deletes everything of a profile. @param {string} id */
  async clearProfile(id) {
    await this.#backend.update([CURRENT, PROFILE + id, `${id}/`], (rows) =>
      [...rows].filter(([key, value]) => key !== CURRENT || value === id).map(([key]) => [key, undefined]),
    );
    this.#become(await this.#current());
  }

  /**
   * @param {Iterable<string>} [ids] item ids; without, all
   * @returns {Promise<Map<string, ItemProgress>>} only items that have progress
   */
  async itemProgress(ids) {
    const rows = /** @type {ItemProgress[]} */ (await this.#rows("progress"));
    const wanted = ids && new Set(ids);
    return new Map(rows.filter(({ item }) => !wanted || wanted.has(item)).map((row) => [row.item, row]));
  }

  /** @param {ItemProgress} progress */
  async saveItemProgress(progress) {
    await this.#save("progress", progress.item, progress);
  }

  /** @param {string} quiz @returns {Promise<AttemptState|null>} */
  async draft(quiz) {
    const key = `${this.#profile}/draft/${quiz}`;
    return (await this.#backend.read(key)).get(key) ?? null;
  }

  /** Resolves when the draft is on the disk. @param {string} quiz @param {AttemptState} state */
  async saveDraft(quiz, state) {
    await this.#save("draft", quiz, state);
  }

  /** @param {string} quiz */
  async deleteDraft(quiz) {
    await this.#save("draft", quiz, undefined);
  }

  /**
   * Appends a record to the profile's chain: `seq` and `previous` are set here, in one transaction, because two tabs may
   * submit at the same time. An attempt that is already there is not added again.
   * @param {Omit<AttemptRecord, "seq"|"previous">} record
   * @returns {Promise<AttemptRecord>} the stored record
   */
  async addAttempt(record) {
    /** @type {any} */
    let stored;
    /** @param {AttemptRecord[]} records @returns {Writes} */
    const append = (records) => {
      stored = records.find(({ attempt }) => attempt === record.attempt);
      if (stored) return [];
      const last = records.at(-1);
      stored = { ...record, seq: (last?.seq ?? 0) + 1, previous: last ? sha256(canonicalJson(last)) : null };
      return [[`attempt/${String(stored.seq).padStart(8, "0")}`, stored]];
    };
    await this.#write("attempt", record.attempt, append, ["attempt/"]);
    return stored;
  }

  /** @returns {Promise<AttemptRecord[]>} by seq */
  async attempts() {
    return this.#rows("attempt");
  }

  /** @param {string} attempt UUID @param {ResultFile} result */
  async saveResult(attempt, result) {
    await this.#save("result", attempt, result);
  }

  /** @returns {Promise<Map<string, ResultFile>>} by attempt */
  async results() {
    const rows = /** @type {ResultFile[]} */ (await this.#rows("result"));
    return new Map(rows.map((result) => [result.attempt, result]));
  }

  /** @param {{lesson: string, title: string, url: string}} visit lesson: "<module id>/<lesson id>" */
  async visit({ lesson, title, url }) {
    await this.#save("visit", lesson, { lesson, title, url, at: isoNow() });
  }

  /** @returns {Promise<Visit[]>} latest first */
  async visits() {
    const rows = /** @type {Visit[]} */ (await this.#rows("visit"));
    return rows.sort((a, b) => (a.at < b.at ? 1 : -1));
  }

  /** @returns {Promise<Visit|null>} */
  async lastVisit() {
    return (await this.visits())[0] ?? null;
  }

  /**
   * @param {(change: Change) => void} callback
   * @returns {() => void} call it to hear no more
   */
  onChange(callback) {
    this.#listeners.add(callback);
    return () => void this.#listeners.delete(callback);
  }

  /** @returns {Promise<string|null>} */
  async #current() {
    return (await this.#backend.read(CURRENT)).get(CURRENT) ?? null;
  }

  /** @param {Kind} kind @returns {Promise<any[]>} rows of the current profile, by key */
  async #rows(kind) {
    return [...(await this.#backend.read(`${this.#profile}/${kind}/`)).values()];
  }

  /** @param {Kind} kind @param {string} id @param {unknown} value undefined deletes @returns {Promise<void>} */
  #save(kind, id, value) {
    return this.#write(kind, id, () => [[`${kind}/${id}`, value]]);
  }

  /**
   * @param {Kind} kind
   * @param {string} id
   * @param {(seen: any[]) => Writes} change keys without the profile; not called when the profile was cleared
   * @param {string[]} prefixes rows of the profile that `change` needs to see
   */
  async #write(kind, id, change, prefixes = []) {
    const profile = (this.#profile ??= await this.#defaultProfile());
    const owner = PROFILE + profile;
    let isKept = false;
    await this.#backend.update([owner, ...prefixes.map((prefix) => `${profile}/${prefix}`)], (rows) =>
      (isKept = rows.delete(owner))
        ? change([...rows.values()]).map(([key, value]) => [`${profile}/${key}`, value])
        : [],
    );
    if (!isKept) throw new Error("the profile was cleared");
    this.#tell(kind, id);
  }

  /** Nobody must give a name to practise. @returns {Promise<string>} id of the current profile, made if there is none */
  async #defaultProfile() {
    const profile = newProfile(null);
    let { id } = profile;
    await this.#backend.update([CURRENT], (rows) => {
      id = rows.get(CURRENT) ?? profile.id;
      return rows.size ? [] : entriesOf(profile);
    });
    // Only other tabs need to hear: here it is the first write of the same learner.
    this.#channel.send({ kind: "profile", id });
    return id;
  }

  /** @param {string|null} profile */
  #become(profile) {
    this.#profile = profile;
    this.#tell("profile", profile ?? "");
  }

  /** @param {Kind} kind @param {string} id */
  #tell(kind, id) {
    this.#channel.send({ kind, id });
    this.#emit({ kind, id, own: true });
  }

  /** @param {{kind: Kind, id: string}} change from another tab */
  async #hear(change) {
    if (change.kind === "profile") this.#profile = await this.#current();
    this.#emit({ ...change, own: false });
  }

  /** @param {Change} change */
  #emit(change) {
    for (const listener of this.#listeners) listener(change);
  }
}
