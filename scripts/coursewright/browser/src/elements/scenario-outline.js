/**
 * The texts of a scenario, as the server rendered them: the outline keeps them, the player shows copies. Copies are
 * cloned, never parsed again.
 */
import { all, h } from "./dom.js";

/** @import { Graph } from "../core/scenario.js" */
/** @typedef {Graph & {partner: string, names: Record<string, string>}} ScenarioData */

/**
 * Reads the JSON of a scenario and takes its carrier out of the page.
 * @param {Element} element
 * @returns {ScenarioData|null} null when it is missing or damaged; the page then stays an outline
 */
export function readScenarioData(element) {
  const carrier = element.querySelector("template.course-scenario-data");
  const text = carrier instanceof HTMLTemplateElement ? carrier.content.textContent : "";
  try {
    const data = JSON.parse(text ?? "");
    if (!data.nodes[data.start]) return null;
    carrier?.remove();
    return data;
  } catch {
    return null;
  }
}

export class ScenarioOutline {
  /** @type {Map<string, HTMLElement>} */
  #nodes;
  #lesson;

  /** @param {HTMLElement} element */
  constructor(element) {
    this.#nodes = new Map(all(element, ".course-node").map((node) => [node.dataset.node ?? "", node]));
    this.#lesson = all(element, ".course-scenario__lesson")[0];
  }

  /** @param {string} node @returns {Node[]} the words of its heading */
  prompt(node) {
    return copies(this.#part(node, ".course-node__prompt"));
  }

  /** @param {string} node @returns {HTMLElement|null} what stands below the heading */
  body(node) {
    const text = this.#part(node, ".course-node__text");
    return text ? h("div", "course-item__text", ...copies(text)) : null;
  }

  /** @param {string} node @param {string} option @returns {Node[]} */
  choice(node, option) {
    return copies(this.#option(node, option, ".course-node__choice"));
  }

  /** @param {string} node @param {string} option @returns {HTMLElement} what the partner does */
  consequence(node, option) {
    return h("div", "course-scene__consequence", ...copies(this.#option(node, option, ".course-node__consequence")));
  }

  /** @param {string} node @param {string} option @returns {HTMLElement} why */
  feedback(node, option) {
    return h("div", "course-feedback__text", ...copies(this.#option(node, option, ".course-node__feedback")));
  }

  /** @returns {HTMLElement|null} what the author says at the end of every way */
  lesson() {
    return this.#lesson ? h("div", "course-scene__lesson", ...copies(this.#lesson)) : null;
  }

  /** @param {string} node @param {string} selector */
  #part(node, selector) {
    return this.#nodes.get(node)?.querySelector(selector);
  }

  /** @param {string} node @param {string} option @param {string} selector */
  #option(node, option, selector) {
    return this.#part(node, `[data-option="${option}"] ${selector}`);
  }
}

/** @param {Element|null|undefined} element @returns {Node[]} copies of what is in it, without ids */
function copies(element) {
  const copy = /** @type {Element|undefined} */ (element?.cloneNode(true));
  for (const named of copy?.querySelectorAll("[id]") ?? []) named.removeAttribute("id");
  return [...(copy?.childNodes ?? [])];
}
