/**
 * One item on the page: its controls, its check button, its feedback. It knows no storage and no
 * attempt; whoever owns it passes callbacks.
 */
import { shuffled } from "../core/random.js";
import { gradeItem, isRight } from "../core/scoring.js";
import * as messages from "../messages/en.js";
import { all, button, focusOn, h, setOff } from "./dom.js";
import { Feedback } from "./feedback.js";
import { INTERACTIONS, isScored } from "./interactions/index.js";
import { unmark } from "./interactions/marks.js";
import { plainText } from "./quiz-data.js";

/** @import { Fraction, ItemKey, ItemSpec } from "../core/types.js" */
/** @import { Verdict } from "./interactions/marks.js" */

/**
 * @typedef {object} ItemEvents
 * @property {(item: ItemView) => void} onRespond after every change by the learner
 * @property {((item: ItemView) => void) | null} onCheck the check button; null: there is none
 * @property {(item: ItemView) => void} [onHint]
 */

export class ItemView {
  /**
   * @param {HTMLElement} section
   * @param {ItemSpec} spec
   * @param {ItemKey | null} key
   * @param {ItemEvents} events
   */
  constructor(section, spec, key, { onRespond, onCheck, onHint }) {
    this.section = section;
    this.spec = spec;
    this.key = key;
    this.id = section.dataset.item ?? "";
    this.interaction = INTERACTIONS[spec.interaction];
    this.legend = /** @type {HTMLElement} */ (section.querySelector(".course-item__stem"));
    this.stem = plainText(this.legend);
    this.number = h("span", "course-item__number");
    this.checkLabel =
      spec.interaction === "likert"
        ? messages.done
        : spec.interaction === "long-fill-in"
          ? messages.showModelAnswer
          : messages.check;
    this.interaction.enhance(section, () => onRespond(this));
    section.querySelector(".course-hint")?.addEventListener("toggle", () => onHint?.(this));
    if (onCheck) this.#addCheck(onCheck);
    this.feedback = new Feedback(section);
  }

  /** @param {(item: ItemView) => void} onCheck */
  #addCheck(onCheck) {
    const check = button(this.checkLabel, () => check.getAttribute("aria-disabled") !== "true" && onCheck(this));
    this.checkButton = check;
    // Checking takes the order as it stands; only without a check must the learner say so.
    this.section.querySelector(".course-sequence__keep")?.remove();
    this.section.append(h("div", "course-item__actions", check));
    for (const blank of all(this.section, "input.course-blank")) {
      blank.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" || event.isComposing) return;
        event.preventDefault();
        check.click();
      });
    }
  }

  /** @param {boolean} [isCommit] take what is shown as the response */
  read(isCommit) {
    return this.interaction.read(this.section, isCommit);
  }

  /** @param {any} response */
  write(response) {
    this.interaction.write(this.section, response);
  }

  /** @param {string} seed of the attempt; the same seed gives the same order */
  arrange(seed) {
    const ids = this.spec.options ?? this.spec.elements;
    if (ids && (this.spec.shuffle || this.spec.elements)) {
      this.interaction.arrange?.(this.section, shuffled(ids, seed + this.id));
    }
  }

  /** @param {number} position from 0 @param {number} count */
  setNumber(position, count) {
    this.number.textContent = `${messages.itemOf(position + 1, count)} `;
    this.legend.prepend(this.number);
  }

  focus() {
    focusOn(this.legend);
  }

  /** To the first control, after the learner asked to try again. */
  focusFirst() {
    /** @type {HTMLElement | null} */
    const control = this.section.querySelector("fieldset :is(input:checked, input:not([type=radio]), select, textarea, button)");
    (control ?? this.section.querySelector("input") ?? this.legend).focus();
  }

  /**
   * Shows the outcome of a response.
   *
   * @param {any} response
   * @param {boolean} isFinal no further try: name the right response too
   * @returns {Fraction} the score of the response
   */
  showOutcome(response, isFinal) {
    const score = gradeItem(this.spec, this.key, response);
    unmark(this.section);
    this.interaction.lock(this.section, true);
    const verdict = this.key && isScored(this.spec) ? verdictOf(score) : null;
    if (this.key && verdict) this.interaction.mark?.(this.section, this.spec, this.key, response, isFinal);
    this.feedback.show({
      verdict,
      words: this.#words(verdict, score),
      chosen: this.spec.options ? [response].flat() : [],
      isOpen: isFinal && verdict !== "right" && !this.spec.options,
    });
    return score;
  }

  /** @param {Verdict | null} verdict @param {Fraction} score */
  #words(verdict, score) {
    if (!verdict) return messages.verdictThanks;
    if (this.spec.scoring === "situation") {
      return verdict === "right"
        ? messages.verdictBest
        : verdict === "partly"
          ? messages.verdictAcceptable
          : messages.verdictPoor;
    }
    if (verdict === "partly") {
      const { elements, sources, blanks } = this.spec;
      const parts = elements ? elements.length - 1 : (sources?.length ?? blanks ?? 1);
      const right = Number((score.n * BigInt(parts)) / score.d);
      const detail = elements ? messages.neighboursRight(right, parts) : parts > 1 && messages.partsRight(right, parts);
      return detail ? `${messages.verdictPartly}: ${detail}` : messages.verdictPartly;
    }
    return verdict === "right" ? messages.verdictRight : messages.verdictWrong;
  }

  /** Back to an item that can be responded to. */
  reopen() {
    unmark(this.section);
    this.feedback.clear();
    this.interaction.lock(this.section, false);
    this.setCheck(this.checkLabel, false);
  }

  /** @param {string} label @param {boolean} isOff */
  setCheck(label, isOff) {
    if (!this.checkButton) return;
    this.checkButton.textContent = label;
    setOff(this.checkButton, isOff);
  }
}

/**
 * The verdict of a score.
 *
 * @param {Fraction} score
 * @returns {Verdict}
 */
export const verdictOf = (score) => (isRight(score) ? "right" : score.n === 0n ? "wrong" : "partly");
