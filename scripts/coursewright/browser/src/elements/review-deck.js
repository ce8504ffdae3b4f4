/**
 * `data-mode="review"`: the learner's own weak items on their dates. The rules are in `core/review.js`.
 */
import { collect, dayOf, dueOn, fitting, planned, reviewed } from "../core/review.js";
import { isoNow } from "../core/time.js";
import * as own from "../messages/en-review.js";
import * as messages from "../messages/en.js";
import { all, focusOn, h } from "./dom.js";
import { ItemSession } from "./item-session.js";
import { plainText, storageNotice } from "./quiz-data.js";
import { gatherEvidence } from "./review-evidence.js";
import { datesPanel, dayWords, duePanel, switchesPanel } from "./review-panels.js";

/** @import { Card } from "../core/review.js" */
/** @import { ReviewStore } from "../storage/review-store.js" */
/** @import { ReviewPage } from "./course-review.js" */

/**
 * Takes in what is new and returns the deck.
 *
 * @param {ReviewStore} store
 * @param {ReviewPage["data"]} data
 * @returns {Promise<Card[]>}
 */
async function upToDate(store, data) {
  const { since } = await store.settings();
  const cards = await store.cards();
  await store.saveCards(collect(cards, await gatherEvidence(store, data), since));
  return fitting(await store.cards(), data.form.items);
}

export class ReviewDeck {
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

  /** Draws everything again, unless the learner is in the middle of a review. */
  async draw() {
    if (this.#isRunning) return;
    const { element, data } = this.#page;
    const { isOff } = await this.#store.settings();
    const cards = isOff ? [] : await upToDate(this.#store, data);
    const today = dayOf(new Date());
    const isEmpty = cards.every(({ due }) => due === null);
    const plan = planned(cards, today).filter(({ day }) => day > today);
    const say = (/** @type {string} */ words) => void (this.#status.textContent = words);
    const { course = "", title = "" } = element.dataset;
    this.#content.replaceChildren(
      ...(isOff ? [] : [this.#due(cards, today, isEmpty)]),
      ...(plan.length ? [datesPanel(plan, title, course, say)] : []),
      switchesPanel({
        isOff,
        isEmpty,
        onSwitch: () => void this.#switch(!isOff),
        onClear: () => void this.#clear(),
      }),
    );
  }

  /** The profile changed: whatever was on the screen belonged to somebody else. */
  async restart() {
    this.#isRunning = false;
    this.#status.textContent = "";
    await this.draw();
  }

  /** @param {Card[]} cards @param {string} today @param {boolean} isEmpty */
  #due(cards, today, isEmpty) {
    const { now, waiting } = dueOn(cards, today);
    const stems = new Map(
      all(this.#page.template.content, ".course-item").map((section) => [section.dataset.item, section]),
    );
    const rows = now.map(({ item, due }) => ({
      stem: plainText(stems.get(item)?.querySelector(".course-item__stem") ?? null),
      due: due ?? today,
    }));
    return duePanel({ now: rows, waiting, today, isEmpty, onStart: () => this.#start(now) });
  }

  /** @param {Card[]} cards */
  #start(cards) {
    this.#isRunning = true;
    this.#status.textContent = "";
    const byItem = new Map(cards.map((card) => [card.item, card]));
    const session = new ItemSession(this.#page.data, this.#page.template, [...byItem.keys()], {
      onOutcome: async (item, isRight, isHinted) => {
        const day = dayOf(new Date());
        const card = reviewed(/** @type {Card} */ (byItem.get(item)), { isRight, isHinted, at: isoNow(), day }, this.#page.gaps);
        await this.#store.saveCards([card]);
        return card.due ? own.deckNext(dayWords(card.due)) : own.deckLeft;
      },
      onEnd: async (right) => {
        this.#isRunning = false;
        await this.draw();
        this.#status.textContent = own.deckDone(right, byItem.size);
        focusOn(all(this.#content, "h2")[0]);
      },
    });
    this.#content.replaceChildren(session.element);
    session.start();
  }

  /** @param {boolean} isOff */
  async #switch(isOff) {
    const { since } = await this.#store.settings();
    // What happens while the review is off stays outside, also when it is on again.
    await this.#attempt(() => this.#store.saveSettings({ isOff, since: isOff ? since : isoNow() }));
    focusOn(all(this.#content, "h2").at(-1) ?? this.#content);
  }

  async #clear() {
    if (await this.#attempt(() => this.#store.clearDeck(isoNow()))) this.#status.textContent = own.deckCleared;
    focusOn(all(this.#content, "h2")[0]);
  }

  /** @param {() => Promise<void>} change @returns {Promise<boolean>} whether the browser kept it */
  async #attempt(change) {
    try {
      await change();
    } catch (error) {
      this.#status.textContent = messages.saveFailed(String(error));
      return false;
    }
    await this.draw();
    return true;
  }
}
