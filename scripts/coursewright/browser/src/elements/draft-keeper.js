/**
 * Saves the attempt in progress after every step: one write at a time, always the latest state.
 */

/** @import { AttemptState } from "../core/attempt.js" */
/** @import { QuizStore } from "../storage/quiz-store.js" */

export class DraftKeeper {
  #store;
  #quiz;
  #onError;
  /** @type {AttemptState | null} */
  #waiting = null;
  #isSaving = false;

  /** @param {QuizStore} store @param {string} quiz @param {(error: unknown) => void} onError */
  constructor(store, quiz, onError) {
    this.#store = store;
    this.#quiz = quiz;
    this.#onError = onError;
  }

  /** @param {AttemptState} state */
  save(state) {
    this.#waiting = state;
    if (!this.#isSaving) void this.#write();
  }

  async #write() {
    this.#isSaving = true;
    while (this.#waiting) {
      const state = this.#waiting;
      this.#waiting = null;
      await this.#store.saveDraft(this.#quiz, state).catch(this.#onError);
    }
    this.#isSaving = false;
  }

  /** Remembers, for this tab only, that the learner is inside this attempt. @param {string} attempt */
  enter(attempt) {
    setItem("sessionStorage", this.#quiz, attempt);
  }

  /** @param {string} attempt */
  isEntered(attempt) {
    return getItem("sessionStorage", this.#quiz) === attempt;
  }
}

/** @typedef {"localStorage" | "sessionStorage"} Area */

/**
 * Remembers a convenience; where storage is denied it is simply forgotten.
 *
 * @param {Area} area
 * @param {string} name
 * @param {string} value
 */
export function setItem(area, name, value) {
  try {
    globalThis[area].setItem(`coursewright:${name}`, value);
  } catch {
    // Denied or full: nothing of value is lost.
  }
}

/** @param {Area} area @param {string} name */
export function getItem(area, name) {
  try {
    return globalThis[area].getItem(`coursewright:${name}`);
  } catch {
    return null;
  }
}

/** Forgets what these two areas hold of us: the attempt this tab was in, and how the learner likes the page. */
export function forgetItems() {
  for (const area of /** @type {const} */ (["sessionStorage", "localStorage"])) {
    try {
      const ours = Object.keys(globalThis[area]).filter((key) => key.startsWith("coursewright:"));
      for (const key of ours) globalThis[area].removeItem(key);
    } catch {
      // Denied: then nothing was kept.
    }
  }
}
