/** The two sheets of a role play: the outline on paper, with everything for the trainer, without outcomes for the learner. */
import * as messages from "../messages/en.js";
import { all, button, h } from "./dom.js";

/**
 * Adds the buttons (once) and opens everything that is folded while a sheet is printed.
 * @param {HTMLElement} element
 * @param {AbortSignal} signal
 */
export function printSheets(element, signal) {
  const outline = all(element, ".course-scenario__outline")[0];
  /** @type {HTMLElement[]} */
  let opened = [];
  const open = () => {
    opened = all(outline, "details:not([open])");
    for (const details of opened) details.setAttribute("open", "");
  };
  const close = () => {
    for (const details of opened) details.removeAttribute("open");
    opened = [];
    delete element.dataset.sheet;
  };
  addEventListener("beforeprint", open, { signal });
  addEventListener("afterprint", close, { signal });
  if (all(element, ".course-roleplay")[0]) return;
  const print = (/** @type {string} */ sheet) => {
    element.dataset.sheet = sheet;
    globalThis.print();
  };
  const actions = h(
    "div",
    "course-item__actions",
    button(messages.printTrainerSheet, () => print("trainer")),
    button(messages.printLearnerSheet, () => print("learner")),
  );
  const body = h("div", {}, h("p", {}, messages.rolePlayText), actions);
  outline.before(h("details", "course-roleplay", h("summary", {}, messages.rolePlay), body));
}
