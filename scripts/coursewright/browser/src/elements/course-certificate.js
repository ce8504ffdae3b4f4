/**
 * `<course-certificate>`: a confirmation of what was handed in; once a passing result is known, a certificate to print.
 */
import { formatDate } from "../core/time.js";
import * as messages from "../messages/en.js";
import { button, h, pageLanguage, pathTitle } from "./dom.js";
import { dateTime, percent } from "./format.js";
import { StoreElement } from "./store-element.js";

/** @import { Store } from "../storage/store.js" */
/** @import { AttemptRecord } from "../trackers/tracker.js" */
/** @import { ResultFile } from "../trackers/training_record.js" */

/**
 * @param {string} iso
 * @param {number} months
 * @returns {string} the same day so many months later, or the last of that month
 */
export function monthsLater(iso, months) {
  const date = new Date(iso);
  const day = date.getDate();
  date.setMonth(date.getMonth() + months);
  if (date.getDate() !== day) date.setDate(0);
  return date.toISOString();
}

export class CourseCertificate extends StoreElement {
  /** The name to print where the record has none; it is kept nowhere. */
  #printed = "";

  /** @override */
  static kinds = /** @type {const} */ (["profile", "attempt", "result"]);

  static define(tag = "course-certificate") {
    this.defineAs(tag);
  }

  /** @override @param {Store} store */
  async draw(store) {
    const results = await store.results();
    const attempts = (await store.attempts()).filter(({ quiz }) => quiz === this.dataset.quiz);
    const passed = attempts.filter(({ attempt }) => results.get(attempt)?.passed);
    const attempt = passed.at(-1) ?? attempts.at(-1);
    const result = attempt && results.get(attempt.attempt);
    const name = (await store.currentProfile())?.name || this.#printed;
    if (!attempt) this.replaceChildren(h("p", {}, messages.certificateNone));
    else if (result?.passed) this.replaceChildren(...this.#certificate(attempt, result, name));
    else {
      const titles = new Map((await store.visits()).map(({ lesson, title }) => [lesson, title]));
      this.replaceChildren(this.#confirmation(attempt, result, titles.get(`quiz/${attempt.quiz}`), name));
    }
  }

  /** @param {AttemptRecord} attempt @param {ResultFile} result @param {string | null | undefined} name */
  #certificate(attempt, result, name) {
    const { title = "", signatory, validityMonths } = this.dataset;
    const months = Number(validityMonths);
    const day = (/** @type {string} */ iso) => formatDate(iso, pageLanguage());
    /** @type {[string, string | false][]} */
    const facts = [
      [messages.issued, day(attempt.submitted)],
      [messages.validUntil, months > 0 && day(monthsLater(attempt.submitted, months))],
      [messages.score, percent(result.score)],
      [messages.version, attempt.quiz_version.slice(0, 8)],
      [messages.signatory, signatory ?? false],
    ];
    const printed = h("p", "course-sheet__name", attempt.declared_name || name || messages.nameUnknown);
    return [
      attempt.enrolment !== null && this.#nameField(printed),
      h(
        "article",
        "course-sheet",
        h("h2", {}, messages.certificateTitle),
        h("p", {}, messages.certifies),
        printed,
        h("p", {}, messages.completed),
        h("p", "course-sheet__course", title),
        pathTitle(attempt.path) && h("p", {}, messages.certifiedPath(pathTitle(attempt.path))),
        h(
          "dl",
          {},
          ...facts.filter(([, value]) => value).map(([term, value]) => h("div", {}, h("dt", {}, term), h("dd", {}, value))),
        ),
        !attempt.enrolment && h("p", "course-panel__note", messages.selfDeclared),
      ),
      button(messages.print, () => globalThis.print(), true),
    ].filter((part) => part !== false);
  }

  /** @param {HTMLElement} printed where the name stands on the sheet */
  #nameField(printed) {
    const name = h("input", { type: "text", id: "course-printed-name", class: "course-field", autocomplete: "name", maxlength: "200" });
    name.value = this.#printed;
    name.addEventListener("input", () => {
      this.#printed = name.value.trim();
      printed.textContent = this.#printed || messages.nameUnknown;
    });
    return h(
      "p",
      "course-entry course-noprint",
      h("label", { for: name.id }, messages.printedName),
      name,
      h("span", "course-panel__note", messages.printedNameNote),
    );
  }

  /**
   * @param {AttemptRecord} attempt
   * @param {ResultFile | undefined} result
   * @param {string | undefined} quizTitle
   * @param {string | null | undefined} name
   */
  #confirmation(attempt, result, quizTitle, name) {
    const declared = attempt.declared_name || name;
    return h(
      "div",
      "course-panel",
      h("h2", "course-panel__title", messages.confirmationTitle),
      declared && h("p", {}, declared),
      h("p", {}, messages.confirmation(quizTitle || attempt.quiz, dateTime(attempt.submitted))),
      h("p", {}, result ? messages.confirmationFailed(percent(result.score)) : messages.confirmationPending),
      button(messages.print, () => globalThis.print()),
    );
  }
}
