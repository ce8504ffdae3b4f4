/**
 * `sequencing`: two buttons per part move it up or down; no dragging is needed anywhere.
 */
import * as messages from "../../messages/en.js";
import { all, button, h, setOff } from "../dom.js";
import { mark } from "./marks.js";

/** @import { Interaction } from "./index.js" */

/** @param {Element} section */
const listOf = (section) => /** @type {HTMLElement} */ (section.querySelector(".course-sequence"));

/** @param {Element} section */
const partsOf = (section) => all(section, ".course-sequence__element");

/** @param {Element} section */
const orderOf = (section) => partsOf(section).map((part) => part.dataset.element ?? "");

/** At the ends a button stays focusable and does nothing: it must not lose the focus it has.
 * @param {Element} section */
function refresh(section) {
  const parts = partsOf(section);
  parts.forEach((part, index) => {
    const [up, down] = all(part, ".course-sequence__buttons > button");
    setOff(up, index === 0);
    setOff(down, index === parts.length - 1);
  });
  const keep = section.querySelector(".course-sequence__keep");
  keep?.toggleAttribute("hidden", Boolean(listOf(section).dataset.answered));
}

/**
 * @param {Element} section
 * @param {HTMLElement} part
 * @param {-1 | 1} step
 */
function move(section, part, step) {
  const neighbour = step < 0 ? part.previousElementSibling : part.nextElementSibling;
  if (!neighbour) return false;
  // The neighbour moves, not the part: moving the element that holds the focus would drop it.
  if (step < 0) part.after(neighbour);
  else part.before(neighbour);
  listOf(section).dataset.answered = "yes";
  refresh(section);
  return true;
}

/** @type {Interaction} */
export const sequencing = {
  arrange(section, order) {
    const parts = new Map(partsOf(section).map((part) => [part.dataset.element ?? "", part]));
    for (const id of order) {
      const part = parts.get(id);
      if (part) listOf(section).append(part);
    }
    if (section.querySelector(".course-sequence__buttons")) refresh(section);
  },

  enhance(section, respond) {
    const status = h("p", { class: "course-visually-hidden", role: "status" });
    for (const part of partsOf(section)) {
      const text = part.textContent?.trim() ?? "";
      const step = (/** @type {-1 | 1} */ by) => () => {
        if (!move(section, part, by)) return;
        status.textContent = messages.moved(text, partsOf(section).indexOf(part) + 1, partsOf(section).length);
        respond();
      };
      const up = button(messages.moveUp, step(-1));
      const down = button(messages.moveDown, step(1));
      up.setAttribute("aria-label", messages.moveUpNamed(text));
      down.setAttribute("aria-label", messages.moveDownNamed(text));
      const words = h("span", "course-sequence__text", ...part.childNodes);
      part.append(h("div", "course-sequence__row", words, h("span", "course-sequence__buttons", up, down)));
    }
    const keep = button(messages.keepOrder, () => {
      listOf(section).dataset.answered = "yes";
      status.textContent = messages.orderKept;
      partsOf(section)[0]?.querySelectorAll("button")[1]?.focus();
      refresh(section);
      respond();
    });
    keep.classList.add("course-sequence__keep");
    listOf(section).after(keep, status);
    refresh(section);
  },

  read(section, isCommit) {
    if (isCommit) listOf(section).dataset.answered = "yes";
    return listOf(section).dataset.answered ? orderOf(section) : null;
  },

  write(section, response) {
    if (response) {
      sequencing.arrange?.(section, response);
      listOf(section).dataset.answered = "yes";
    } else delete listOf(section).dataset.answered;
    refresh(section);
  },

  lock(section, isLocked) {
    for (const buttons of all(section, ".course-sequence__buttons")) buttons.hidden = isLocked;
    const keep = all(section, ".course-sequence__keep")[0];
    if (keep) keep.hidden = isLocked || Boolean(listOf(section).dataset.answered);
  },

  mark(section, _spec, key, response) {
    partsOf(section).forEach((part, index) => {
      if (!response) return;
      const words = part.querySelector(".course-sequence__text");
      const isPlace = key.order?.[index] === part.dataset.element;
      const word = isPlace ? messages.markPlace : messages.markOtherPlace;
      mark(part, isPlace ? "right" : "wrong", word, words ?? part);
    });
  },
};
