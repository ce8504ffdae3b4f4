/**
 * `long-fill-in`: free text that stays on this device.
 */

/** @import { Interaction } from "./index.js" */

/** @param {Element} section */
const area = (section) =>
  /** @type {HTMLTextAreaElement} */ (section.querySelector(".course-reflection"));

/** @type {Interaction} */
export const reflection = {
  enhance: (section, respond) => area(section).addEventListener("input", respond),

  read: (section) => (area(section).value.trim() ? area(section).value : null),

  write(section, response) {
    area(section).value = response ?? "";
  },

  lock(section, isLocked) {
    area(section).readOnly = isLocked;
  },
};
