/**
 * Verdicts on the parts of an item: always a word, never a colour alone.
 */
import { h } from "../dom.js";

/** @typedef {"right" | "partly" | "wrong" | "key"} Verdict */

/**
 * Puts a verdict on one part of an item.
 *
 * @param {Element} part gets `data-verdict`, for the colour
 * @param {Verdict} verdict
 * @param {string} word
 * @param {Element} [place] where the word goes; inside the part's label it joins the accessible name
 */
export function mark(part, verdict, word, place = part) {
  part.setAttribute("data-verdict", verdict);
  place.append(h("span", { class: "course-mark", "data-verdict": verdict }, ` ${word}`));
}

/**
 * Removes all verdicts of an item.
 *
 * @param {ParentNode} section
 */
export function unmark(section) {
  for (const word of section.querySelectorAll(".course-mark")) word.remove();
  for (const part of section.querySelectorAll("[data-verdict]")) part.removeAttribute("data-verdict");
}
