/**
 * `matching`: one select per source.
 */
import * as messages from "../../messages/en.js";
import { all } from "../dom.js";
import { mark } from "./marks.js";

/** @import { Interaction } from "./index.js" */

/** @param {Element} section @returns {[string, HTMLSelectElement][]} */
const selects = (section) =>
  all(section, ".course-match").map((row) => [
    row.dataset.source ?? "",
    /** @type {HTMLSelectElement} */ (row.querySelector("select")),
  ]);

/** @type {Interaction} */
export const matching = {
  enhance(section, respond) {
    for (const [, select] of selects(section)) select.addEventListener("change", respond);
  },

  read(section) {
    const pairs = selects(section)
      .map(([source, select]) => [source, select.value])
      .filter(([, target]) => target);
    return pairs.length ? pairs.sort(([one], [other]) => (one < other ? -1 : 1)) : null;
  },

  write(section, response) {
    const chosen = new Map(response ?? []);
    for (const [source, select] of selects(section)) select.value = String(chosen.get(source) ?? "");
  },

  lock(section, isLocked) {
    for (const [, select] of selects(section)) select.disabled = isLocked;
  },

  mark(section, _spec, key) {
    for (const [source, select] of selects(section)) {
      const row = /** @type {Element} */ (select.closest(".course-match"));
      const isRight = key.pairs?.[source] === select.value;
      const word = isRight ? messages.markRight : select.value ? messages.markWrong : messages.noResponse;
      mark(row, isRight ? "right" : "wrong", word, row.querySelector("label") ?? row);
    }
  },
};
