/**
 * The data of a quiz as the page carries it.
 */
import * as messages from "../messages/en.js";
import { h } from "./dom.js";

/** @import { Form, Keys } from "../core/types.js" */

/**
 * @typedef {object} QuizData
 * @property {Form} form
 * @property {Keys | null} keys null in a sealed quiz
 * @property {string | null} attestation the exact sentence to confirm before handing in
 * @property {{record?: string, certificate?: string, home?: string}} links
 * @property {Record<string, {title: string, href: string}>} lessons by objective id
 */

/**
 * Reads the JSON of a quiz element and takes its carrier out of the page: Material's instant navigation runs every
 * script of a new page again, without its type.
 *
 * @param {Element} element
 * @returns {QuizData | null} null when it is missing or damaged; the page then stays as the server rendered it
 */
export function readQuizData(element) {
  const carrier = element.querySelector(".course-quiz-data, script");
  const text = carrier instanceof HTMLTemplateElement ? carrier.content.textContent : carrier?.textContent;
  try {
    const data = JSON.parse(text ?? "");
    if (!data.form.items || !data.form.version) return null;
    carrier?.remove();
    return { attestation: null, keys: null, ...data, links: data.links ?? {}, lessons: data.lessons ?? {} };
  } catch {
    return null;
  }
}

/**
 * Text of a learner-facing heading without its gaps and controls.
 *
 * @param {Element | null} element
 */
export function plainText(element) {
  const copy = /** @type {Element | undefined} */ (element?.cloneNode(true));
  for (const blank of copy?.querySelectorAll("input, select") ?? []) blank.replaceWith("…");
  return (copy?.textContent ?? "").replace(/\s+/g, " ").trim();
}

/**
 * A visible note above a quiz.
 *
 * @param {string} text
 */
export const notice = (text) => h("p", { class: "course-notice", role: "status" }, text);

/**
 * The note for a browser that keeps nothing, or null.
 *
 * @param {{kind: string}} store
 */
export const storageNotice = (store) => (store.kind === "memory" ? notice(messages.storageMemory) : null);
