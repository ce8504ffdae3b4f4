/**
 * `likert`: one group of radio buttons per statement; never right or wrong.
 */
import { all } from "../dom.js";

/** @import { Interaction } from "./index.js" */

/** @param {Element} section */
const inputs = (section) =>
  /** @type {HTMLInputElement[]} */ (all(section, ".course-likert input"));

/** @param {Element} input */
const statementOf = (input) =>
  input.closest(".course-likert")?.getAttribute("data-statement") ?? "";

/** @type {Interaction} */
export const likert = {
  enhance(section, respond) {
    for (const input of inputs(section)) input.addEventListener("change", respond);
  },

  read(section) {
    const pairs = inputs(section)
      .filter((input) => input.checked)
      .map((input) => [statementOf(input), Number(input.value)]);
    return pairs.length ? pairs.sort(([one], [other]) => (one < other ? -1 : 1)) : null;
  },

  write(section, response) {
    const chosen = new Map(response ?? []);
    for (const input of inputs(section)) {
      input.checked = chosen.get(statementOf(input)) === Number(input.value);
    }
  },

  lock(section, isLocked) {
    for (const input of inputs(section)) input.disabled = isLocked;
  },
};
