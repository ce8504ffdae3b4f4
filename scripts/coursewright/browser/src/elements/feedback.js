/**
 * What a learner is told about one item: verdict, feedback of the chosen options, rationale.
 *
 * The server renders all of it into one `<details>`; this takes the parts out and shows those that
 * belong to the response. They are moved, never copied or parsed again.
 */
import { all, h } from "./dom.js";

/** @import { Verdict } from "./interactions/marks.js" */

/**
 * @typedef {object} Outcome
 * @property {Verdict | null} verdict null: there is no right or wrong
 * @property {string} words
 * @property {string[]} chosen ids of the chosen options
 * @property {boolean} isOpen show the right response at once
 */

export class Feedback {
  /** @param {Element} section of the item */
  constructor(section) {
    this.solution = section.querySelector("details.course-solution");
    this.options = all(this.solution ?? section, ".course-feedback");
    this.reasons = all(this.solution ?? section, ".course-rationale, .course-model-answer");
    this.keys = all(this.solution ?? section, ".course-key");
    this.solution?.remove();
    // Live regions are announced only when they were there, empty, before the text came.
    this.status = h("div", { class: "course-result", role: "status" });
    this.more = h("div", "course-result__more");
    section.append(this.status, this.more);
  }

  /** @param {Outcome} outcome */
  show({ verdict, words, chosen, isOpen }) {
    this.clear();
    const isChosen = (/** @type {HTMLElement} */ part) => chosen.includes(part.dataset.option ?? "");
    const others = this.options.filter((part) => !isChosen(part));
    this.status.dataset.verdict = verdict ?? "none";
    this.status.append(
      h("p", "course-result__verdict", words),
      ...this.options.filter(isChosen),
      ...this.reasons,
    );
    if (!this.solution || !(this.keys.length || others.length)) return;
    this.solution.append(...this.keys, ...others);
    this.solution.toggleAttribute("open", isOpen);
    this.more.append(this.solution);
  }

  /** @param {string} words that ask for something before there can be feedback */
  ask(words) {
    this.clear();
    this.status.append(h("p", "course-result__verdict", words));
  }

  clear() {
    this.status.replaceChildren();
    this.more.replaceChildren();
    delete this.status.dataset.verdict;
  }
}
