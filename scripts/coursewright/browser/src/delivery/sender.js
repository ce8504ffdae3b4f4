/**
 * Sends what waits to the intake until the intake has said that it keeps it.
 *
 * A record's bytes never change after it was stored, so sending it again does no harm: the intake answers "duplicate".
 * A record is done with only when the intake has acknowledged or refused it by name. Everything else (no network, 500, a
 * page of a hotel's Wi-Fi) means: later again.
 * @import {Outbox, Waiting} from "./outbox.js"
 */
import { latest } from "../core/latest.js";

/** A keepalive request may have 64 KiB, and the browser allows no more for all of them together. */
const LARGEST_BATCH = 60_000;
const MOST_RECORDS = 20;
const TIMEOUT_MS = 20_000;
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 300_000;
const LONGEST_RETRY_AFTER_MS = 3_600_000;
/** Until then nobody need know that something is on its way. */
const PATIENCE_MS = 10_000;
const KEPT = ["accepted", "flagged", "duplicate", "quarantined"];

/** @param {Waiting[]} waiting @returns {{batch: Waiting[], body: string}} the first ones, as many as fit; at least one */
function firstBatch(waiting) {
  /** @type {string[]} */
  const texts = [];
  let bytes = 2;
  for (const { record } of waiting.slice(0, MOST_RECORDS)) {
    const text = JSON.stringify(record);
    bytes += new Blob([text]).size + 1;
    if (texts.length && bytes > LARGEST_BATCH) break;
    texts.push(text);
  }
  return { batch: waiting.slice(0, texts.length), body: `[${texts}]` };
}

/** @param {string|null} after the header Retry-After: seconds or a date @returns {number} milliseconds to leave the intake alone */
function pauseOf(after) {
  const ms = Number(after) * 1000 || Date.parse(after ?? "") - Date.now() || 0;
  return Math.max(0, Math.min(ms, LONGEST_RETRY_AFTER_MS));
}

export class Sender {
  /** @type {Waiting[]} A mirror: while a page closes there is no time to read the database. */
  waiting = [];
  /** Whether the last try failed. */
  isFailing = false;
  /** Whether a try is under way. */
  isBusy = false;
  #outbox;
  #url;
  #tempo;
  #failures = 0;
  #notBefore = 0;
  /** How long the intake wants to be left alone after the last try. */
  #wishMs = 0;
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  #timer;
  /** @type {Set<() => unknown>} */
  #listeners = new Set();

  /**
   * @param {Outbox} outbox
   * @param {string} intake address without a final slash
   * @param {number} tempo multiplies every pause; tests make time go faster
   */
  constructor(outbox, intake, tempo) {
    this.#outbox = outbox;
    this.#url = `${intake}/attempts`;
    this.#tempo = tempo;
    outbox.onChange(({ kind, own }) => {
      if (kind === "send") this.wake(true);
      else if (kind === "attempt") this.wake();
      if (!own && ["attempt", "sent", "profile"].includes(kind)) void this.refresh();
    });
    for (const event of ["online", "pageshow", "visibilitychange"]) addEventListener(event, () => this.wake());
    addEventListener("pagehide", () => this.#leave());
    // Where nothing is kept, closing the tab would lose what waits: then the browser asks.
    addEventListener("beforeunload", (event) => {
      if (outbox.kind === "memory" && this.waiting.length) event.returnValue = true;
    });
    void this.refresh();
    this.wake();
  }

  /** Something should be said: it could not be sent, or it has waited for long. */
  get isLate() {
    const oldest = Math.min(...this.waiting.map(({ record }) => Date.parse(record.submitted)));
    return this.waiting.length > 0 && (this.isFailing || Date.now() - oldest > PATIENCE_MS);
  }

  /** @param {() => unknown} callback @returns {() => void} call it to hear no more */
  onState(callback) {
    this.#listeners.add(callback);
    return () => void this.#listeners.delete(callback);
  }

  /** Reads anew what waits. */
  refresh = latest(async () => {
    this.waiting = await this.#outbox.waiting();
    // Another tab may have succeeded.
    if (!this.waiting.length) this.isFailing = false;
    else if (!this.isLate) setTimeout(() => this.#say(), PATIENCE_MS);
    this.#say();
  });

  #say() {
    for (const listener of this.#listeners) listener();
  }

  /** Tries soon. @param {boolean} [isAsked] by the learner: then the intake's wish for a pause does not count */
  wake(isAsked) {
    if (isAsked) this.#notBefore = 0;
    this.#schedule(this.#notBefore - Date.now());
  }

  /** @param {number} ms */
  #schedule(ms) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#run(), Math.max(0, ms));
  }

  async #run() {
    // Who comes while the other one sends is seen by it: it reads the rows again after every batch.
    if (this.isBusy) return;
    this.isBusy = true;
    this.#wishMs = 0;
    try {
      await this.#alone(() => this.#drain());
      this.isFailing = false;
    } catch {
      this.isFailing = true;
      this.#failures += 1;
      const most = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** this.#failures);
      const wish = this.#wishMs * this.#tempo;
      this.#notBefore = Date.now() + wish;
      // Full jitter: a thousand browsers must not come back in the same second.
      this.#schedule(Math.max(wish, Math.random() * most * this.#tempo));
    }
    this.isBusy = false;
    await this.refresh();
    if (this.waiting.length && !this.isFailing) this.wake();
  }

  /** Only one tab sends; the next goes on when it is closed. @param {() => Promise<void>} send */
  async #alone(send) {
    let isRun = false;
    try {
      await navigator.locks.request(this.#url, () => {
        isRun = true;
        return send();
      });
    } catch (error) {
      if (isRun) throw error;
      // No locks here: two senders at once send something twice, which does no harm.
      await send();
    }
  }

  async #drain() {
    for (;;) {
      await this.refresh();
      if (!this.waiting.length) return;
      await this.#deliver(this.waiting);
    }
  }

  /** @param {Waiting[]} waiting sends the first batch of them @throws when it must be tried again */
  async #deliver(waiting) {
    const { batch, body } = firstBatch(waiting);
    const { status, headers, answer } = await this.#post(body);
    if (status === 200) await this.#settle(batch, answer);
    else if (![400, 409, 413].includes(status)) {
      this.#wishMs = pauseOf(headers.get("Retry-After"));
      throw new Error(String(status));
    } else if (batch.length > 1) {
      // One of them is the reason: halves, until it stands alone.
      const half = batch.length >> 1;
      await this.#deliver(batch.slice(0, half));
      await this.#deliver(batch.slice(half));
    } else {
      const message = status === 409 ? null : (answer?.message ?? `HTTP ${status}`);
      await this.#outbox.settle([{ ...batch[0], message }]);
    }
    this.#failures = 0;
  }

  /** @param {Waiting[]} batch @param {any} answer a receipt, or something that only looks like success */
  async #settle(batch, answer) {
    const rows = answer?.schema === "coursewright/receipt/1" ? answer.records : [];
    const settled = batch.flatMap((waiting, i) => {
      const { attempt } = waiting.record;
      const { attempt: id, status, message, result } = rows[i] ?? {};
      const isRefused = status === "rejected" && (id ?? attempt) === attempt;
      if (!isRefused && !(id === attempt && KEPT.includes(status))) return [];
      const isResult = result?.attempt === attempt && /^[01]\.\d{4}$/.test(result.score);
      return [{ ...waiting, message: isRefused ? message || status : null, result: isResult ? result : undefined }];
    });
    await this.#outbox.settle(settled);
    if (settled.length < batch.length) throw new Error("no receipt");
  }

  /**
   * @param {string} body
   * @param {boolean} [keepalive] the request outlives the page
   * @returns {Promise<{status: number, headers: Headers, answer: any}>} answer: null when it is no JSON
   */
  async #post(body, keepalive) {
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), TIMEOUT_MS * this.#tempo);
    const headers = { "Content-Type": "application/json" };
    try {
      const response = await fetch(this.#url, { method: "POST", headers, body, keepalive, signal: abort.signal });
      return { status: response.status, headers: response.headers, answer: await response.json().catch(() => null) };
    } finally {
      clearTimeout(timer);
    }
  }

  /** The page closes: what waits goes out without waiting for the answer; the next visit hears it. */
  #leave() {
    if (this.waiting.length) this.#post(firstBatch(this.waiting).body, true).catch(() => {});
  }
}
