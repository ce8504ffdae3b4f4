/**
 * `data-mode="check"`: the items stand in a lesson, each with its own check button. There is no attempt; progress is
 * kept per item and forgotten for an item whose hash has changed.
 */
import { format } from "../core/fraction.js";
import { gradeItem, isRight } from "../core/scoring.js";
import { isoNow } from "../core/time.js";
import * as messages from "../messages/en.js";
import { all } from "./dom.js";
import { isScored } from "./interactions/index.js";
import { ItemView } from "./item-view.js";
import { notice, storageNotice } from "./quiz-data.js";

/** @import { QuizStore } from "../storage/quiz-store.js" */
/** @import { QuizData } from "./quiz-data.js" */

export class LessonChecks {
  #element;
  #store;
  /** @type {Map<string, ItemView>} */
  #items = new Map();
  /** @type {Set<string>} items whose feedback is shown */
  #settled = new Set();
  /** @type {string | null} */
  #profile = null;

  /** @param {HTMLElement} element @param {QuizData} data @param {QuizStore} store */
  constructor(element, data, store) {
    this.#element = element;
    this.#store = store;
    const events = { onRespond: () => {}, onCheck: (/** @type {ItemView} */ item) => this.#check(item) };
    for (const section of all(element, ".course-item")) {
      const id = section.dataset.item ?? "";
      const spec = data.form.items[id];
      if (spec) this.#items.set(id, new ItemView(section, spec, data.keys?.[id] ?? null, events));
    }
  }

  async load() {
    this.#profile = (await this.#store.currentProfile())?.id ?? null;
    const note = storageNotice(this.#store);
    if (note) this.#element.prepend(note);
    const progress = await this.#store.itemProgress(this.#items.keys());
    for (const [id, item] of this.#items) {
      const saved = progress.get(id);
      if (saved?.hash === item.spec.hash) {
        item.write(saved.response);
        this.#settle(item, saved.response);
      } else if (this.#settled.has(id)) this.#reopen(item, true);
    }
  }

  /** @returns {() => void} stops listening to the store */
  connect() {
    return this.#store.onChange(async ({ kind, own }) => {
      const profile = (await this.#store.currentProfile())?.id ?? null;
      if (kind === "profile" && this.#profile && profile !== this.#profile) await this.load();
      else if (kind === "progress" && !own) await this.load();
      this.#profile = profile;
    });
  }

  /** @param {ItemView} item */
  async #check(item) {
    if (this.#settled.has(item.id)) {
      this.#reopen(item, this.#isRight(item));
      item.focusFirst();
      return;
    }
    const response = item.read(true);
    if (response === null) {
      item.feedback.ask(messages.respondFirst);
      return;
    }
    // Kept first, shown then: what a learner has seen is still there when the page is left the next moment.
    try {
      await this.#store.saveItemProgress({
        item: item.id,
        hash: item.spec.hash,
        response,
        score: isScored(item.spec) ? format(gradeItem(item.spec, item.key, response)) : null,
        at: isoNow(),
      });
    } catch (error) {
      this.#element.prepend(notice(messages.saveFailed(String(error))));
    }
    this.#settle(item, response);
  }

  /** @param {ItemView} item */
  #isRight(item) {
    return item.feedback.status.dataset.verdict === "right";
  }

  /** @param {ItemView} item @param {any} response */
  #settle(item, response) {
    this.#settled.add(item.id);
    const score = item.showOutcome(response, false);
    item.setCheck(isScored(item.spec) && isRight(score) ? messages.practiseAgain : messages.tryAgain, false);
  }

  /** @param {ItemView} item @param {boolean} isCleared */
  #reopen(item, isCleared) {
    this.#settled.delete(item.id);
    item.reopen();
    if (isCleared) item.write(null);
  }
}
