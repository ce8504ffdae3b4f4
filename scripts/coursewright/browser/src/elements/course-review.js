/**
 * `<course-review>`: the review deck and the warm-up. It reads what the page carries and decides which of the two runs.
 */
import { openReviewStore } from "../storage/review-store.js";
import * as messages from "../messages/en.js";
import { ElementBase, all, define, whenParsed } from "./dom.js";
import { notice, readQuizData } from "./quiz-data.js";
import { ReviewDeck } from "./review-deck.js";
import { WarmUp } from "./warm-up.js";

/** @import { WarmUpModule } from "../core/warm_up.js" */
/** @import { ReviewStore } from "../storage/review-store.js" */
/** @import { QuizData } from "./quiz-data.js" */

/**
 * @typedef {object} ReviewPage
 * @property {HTMLElement} element
 * @property {QuizData & {modules: WarmUpModule[]}} data
 * @property {HTMLTemplateElement} template holds every item
 * @property {number[]} gaps days
 */

export class CourseReview extends ElementBase {
  /** @type {(() => void) | undefined} set while the element is on the page */
  #disconnect;
  /** @type {ReviewDeck | WarmUp | undefined} */
  #runner;

  static define(tag = "course-review") {
    define(tag, this);
  }

  connectedCallback() {
    whenParsed(() => void this.#start());
  }

  disconnectedCallback() {
    this.#disconnect?.();
    this.#disconnect = undefined;
  }

  async #start() {
    if (!this.isConnected || this.#disconnect) return;
    this.#disconnect = () => {};
    const store = await openReviewStore(this.dataset.course ?? "");
    this.#runner ??= this.#runnerOf(store);
    if (this.#runner && this.isConnected) {
      this.#disconnect = this.#listen(store, this.#runner);
      await this.#runner.draw();
    }
    this.dataset.ready = "";
  }

  /** @param {ReviewStore} store @returns {ReviewDeck | WarmUp | undefined} nothing when the page is damaged */
  #runnerOf(store) {
    const data = /** @type {ReviewPage["data"] | null} */ (readQuizData(this));
    const [template] = /** @type {HTMLTemplateElement[]} */ (all(this, ".course-review__items"));
    if (!data || !template) {
      this.prepend(notice(messages.broken));
      return undefined;
    }
    const gaps = (this.dataset.gaps ?? "").split(" ").map(Number);
    const Runner = this.dataset.mode === "warm-up" ? WarmUp : ReviewDeck;
    return new Runner({ element: this, data, template, gaps }, store);
  }

  /** @param {ReviewStore} store @param {ReviewDeck | WarmUp} runner @returns {() => void} stops listening */
  #listen(store, runner) {
    let { profile } = store;
    return store.onChange(async ({ kind, own }) => {
      // The first write makes a profile without a word; only a change from one person to another matters.
      const isOther = profile !== null && store.profile !== profile;
      ({ profile } = store);
      if (isOther) await runner.restart();
      else if (!own && ["card", "progress", "attempt"].includes(kind)) await runner.draw();
    });
  }
}
