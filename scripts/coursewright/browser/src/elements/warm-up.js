/**
 * `data-mode="warm-up"`: five items of this week. Nothing is kept but that a weak one goes into the review.
 */
import { collect, dayOf, isoWeek, mondayOf } from "../core/review.js";
import { isoNow } from "../core/time.js";
import { doneModules, warmUp } from "../core/warm_up.js";
import * as own from "../messages/en-review.js";
import { all, button, focusOn, h } from "./dom.js";
import { ItemSession } from "./item-session.js";
import { storageNotice } from "./quiz-data.js";

/** @import { ReviewStore } from "../storage/review-store.js" */
/** @import { ReviewPage } from "./course-review.js" */

export class WarmUp {
  #page;
  #store;
  #status = h("p", { class: "course-status", role: "status" });
  #content = h("div");
  #isRunning = false;

  /** @param {ReviewPage} page @param {ReviewStore} store */
  constructor(page, store) {
    this.#page = page;
    this.#store = store;
    page.element.append(...[storageNotice(store), this.#status, this.#content].filter((part) => part !== null));
  }

  /** Draws everything again, unless the learner is in the middle of the warm-up. */
  async draw() {
    if (this.#isRunning) return;
    const items = await this.#drawn();
    const title = h("h2", {}, own.warmUpTitle);
    const words = items.length ? own.warmUpReady(items.length) : own.warmUpNone;
    const start = button(own.warmUpStart, () => this.#start(items), true);
    const actions = h("div", "course-panel__actions", start);
    this.#content.replaceChildren(h("div", "course-panel", title, h("p", {}, words), items.length > 0 && actions));
  }

  /** The profile changed: whatever was on the screen belonged to somebody else. */
  async restart() {
    this.#isRunning = false;
    this.#status.textContent = "";
    await this.draw();
  }

  /** @returns {Promise<string[]>} the items of this week for this learner */
  async #drawn() {
    const today = dayOf(new Date());
    const weekStart = new Date(`${mondayOf(today)}T00:00:00`).toISOString();
    const modules = doneModules(this.#page.data.modules, await this.#store.attempts(), weekStart);
    return warmUp(modules, `${this.#store.profile}/${isoWeek(today)}`);
  }

  /** @param {string[]} items */
  #start(items) {
    this.#isRunning = true;
    this.#status.textContent = "";
    const session = new ItemSession(this.#page.data, this.#page.template, items, {
      onOutcome: (item, isRight, isHinted) => this.#keep(item, !isRight || isHinted),
      onEnd: async (right) => {
        this.#isRunning = false;
        await this.draw();
        this.#status.textContent = own.warmUpDone(right, items.length);
        focusOn(all(this.#content, "h2")[0]);
      },
    });
    this.#content.replaceChildren(session.element);
    session.start();
  }

  /** @param {string} item @param {boolean} isWeak @returns {Promise<string>} what to say about it */
  async #keep(item, isWeak) {
    if ((await this.#store.settings()).isOff) return "";
    const { hash } = this.#page.data.form.items[item];
    const cards = collect(await this.#store.cards(), [{ item, hash, isWeak, at: isoNow() }]);
    await this.#store.saveCards(cards);
    return cards.length ? own.warmUpAdded : "";
  }
}
