/**
 * What the review deck keeps, beside the rows of the learner it belongs to; see rows.js. Clearing the learner clears it,
 * and no file or message for the training team is made from these rows.
 *
 *   <profile>/card/<item>     a card, see core/review.js
 *   <profile>/deck/settings   {isOff, since}
 * @import {Card} from "../core/review.js"
 */
import { QuizStore } from "./quiz-store.js";
import { opener } from "./rows.js";

/** @typedef {{isOff: boolean, since: string}} DeckSettings since: ISO; what was answered before is no longer collected */

const SETTINGS = "deck/settings";

export class ReviewStore extends QuizStore {
  /** @returns {Promise<Card[]>} */
  async cards() {
    return this.rows("card");
  }

  /** @param {Card[]} cards new and changed ones */
  async saveCards(cards) {
    if (!cards.length) return;
    await this.write("card", "", () => cards.map((card) => [`card/${card.item}`, card]));
  }

  /** @returns {Promise<DeckSettings>} */
  async settings() {
    const key = `${this.profile}/${SETTINGS}`;
    return (await this.backend.read(key)).get(key) ?? { isOff: false, since: "" };
  }

  /** @param {DeckSettings} settings */
  async saveSettings(settings) {
    await this.write("card", "", () => [[SETTINGS, settings]]);
  }

  /** Deletes every card; only what is answered after now becomes one. @param {string} now ISO */
  async clearDeck(now) {
    const { isOff } = await this.settings();
    await this.write(
      "card",
      "",
      (cards) => [...cards.map(({ item }) => /** @type {[string, unknown]} */ ([`card/${item}`, undefined])), [SETTINGS, { isOff, since: now }]],
      ["card/"],
    );
  }
}

/** Data is kept by course (an IRI) and profile, never by address. */
export const openReviewStore = opener(ReviewStore);
