/**
 * `choice` and `true-false`: radio buttons for one key, check boxes for several.
 */
import * as messages from "../../messages/en.js";
import { all } from "../dom.js";
import { mark } from "./marks.js";

/** @import { Interaction } from "./index.js" */

/** @param {Element} section */
const inputs = (section) =>
  /** @type {HTMLInputElement[]} */ (all(section, ".course-option > input"));

/** @param {Element} section @param {string} id */
const optionOf = (section, id) => section.querySelector(`.course-option[data-option="${CSS.escape(id)}"]`);

/** The verdict and the words of one credit of a situation or of a single-key choice. */
const CREDIT = /** @type {const} */ ({
  1: ["right", messages.markRight, messages.markBest],
  0: ["wrong", messages.markWrong, messages.markPoor],
});

/** @type {Interaction} */
export const choice = {
  arrange(section, order) {
    const options = all(section, ".course-option");
    const parent = options[0]?.parentNode;
    // The options trade places among themselves; whatever else stands between them stays put.
    const marker = document.createComment("");
    options[0]?.before(marker);
    for (const id of order) {
      const option = optionOf(section, id);
      if (option) parent?.insertBefore(option, marker);
    }
    marker.remove();
  },

  enhance(section, respond) {
    for (const input of inputs(section)) input.addEventListener("change", respond);
  },

  read(section) {
    const chosen = inputs(section).filter((input) => input.checked);
    if (!chosen.length) return null;
    return chosen[0].type === "radio" ? chosen[0].value : chosen.map((input) => input.value).sort();
  },

  write(section, response) {
    const chosen = [response].flat();
    for (const input of inputs(section)) input.checked = chosen.includes(input.value);
  },

  lock(section, isLocked) {
    for (const input of inputs(section)) input.disabled = isLocked;
  },

  mark(section, spec, key, response, isFinal) {
    const chosen = [response].flat();
    const isSituation = spec.scoring === "situation";
    for (const id of spec.options ?? []) {
      const option = optionOf(section, id);
      const isChosen = chosen.includes(id);
      if (!option || !(isChosen || isFinal)) continue;
      const label = option.querySelector("label") ?? option;
      const credit = key.credits ? key.credits[id] : String(+(key.key ?? []).includes(id));
      if (!isChosen) {
        const word = key.key ? messages.markMissed : isSituation ? messages.markBest : messages.markKey;
        if (credit === "1") mark(option, "key", word, label);
        continue;
      }
      const known = CREDIT[/** @type {"0" | "1"} */ (credit)];
      const [verdict, word, best] = known ?? ["partly", messages.markAcceptable, messages.markAcceptable];
      mark(option, verdict, isSituation ? best : word, label);
    }
  },
};
