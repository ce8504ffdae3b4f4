/**
 * `fill-in` and `numeric`: text inputs inside the stem or the text.
 */
import { isRight, gradeItem } from "../../core/scoring.js";
import * as messages from "../../messages/en.js";
import { all, h } from "../dom.js";

/** @import { Interaction } from "./index.js" */

/** @param {Element} section */
const blanks = (section) =>
  /** @type {HTMLInputElement[]} */ (all(section, "input.course-blank")).sort(
    (one, other) => Number(one.dataset.blank) - Number(other.dataset.blank),
  );

/** @type {Interaction} */
export const fillIn = {
  enhance(section, respond) {
    for (const blank of blanks(section)) blank.addEventListener("input", respond);
  },

  read(section) {
    const texts = blanks(section).map((blank) => blank.value);
    return texts.some((text) => text.trim()) ? texts : null;
  },

  write(section, response) {
    // `.value` is a property: what a learner typed stays text, whatever it looks like.
    blanks(section).forEach((blank, index) => (blank.value = response?.[index] ?? ""));
  },

  lock(section, isLocked) {
    for (const blank of blanks(section)) blank.readOnly = isLocked;
  },

  mark(section, spec, key) {
    blanks(section).forEach((blank, index) => {
      const one = { ...spec, blanks: 1 };
      const isGood = isRight(gradeItem(one, { blanks: key.blanks?.slice(index, index + 1) }, [blank.value]));
      const word = isGood ? messages.markRight : blank.value.trim() ? messages.markWrong : messages.noResponse;
      const verdict = isGood ? "right" : "wrong";
      const id = `${blank.id || blank.name}-mark-${index}`;
      blank.dataset.verdict = verdict;
      blank.setAttribute("aria-describedby", id);
      blank.after(h("span", { class: "course-mark", id, "data-verdict": verdict }, ` ${word}`));
    });
  },
};
