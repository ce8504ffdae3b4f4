/** One screen of a scenario: a decision, with its outcome once it is made; or the ending with the debrief. */
import { debrief, gradeOf, moodOf } from "../core/scenario.js";
import * as messages from "../messages/en.js";
import { all, button, h } from "./dom.js";
import { moodFace } from "./mood-face.js";

/** @import { Grade, Step, Use, Walk } from "../core/scenario.js" */
/** @import { ScenarioData, ScenarioOutline } from "./scenario-outline.js" */

/** @type {Record<Grade, {verdict: string, words: string}>} */
const VERDICTS = {
  best: { verdict: "right", words: messages.verdictBest },
  acceptable: { verdict: "partly", words: messages.verdictAcceptable },
  poor: { verdict: "wrong", words: messages.verdictPoor },
};
/** @type {Record<Use, {verdict: string, words: string}>} */
const USES = {
  used: { verdict: "right", words: messages.itemUsed },
  repaired: { verdict: "right", words: messages.itemRepaired },
  half: { verdict: "partly", words: messages.itemHalf },
  skipped: { verdict: "wrong", words: messages.itemSkipped },
  unmet: { verdict: "none", words: messages.itemUnmet },
};

/** @param {string} words @param {string} verdict */
const mark = (words, verdict) => h("strong", { class: "course-mark", "data-verdict": verdict }, words);

/** @param {ScenarioData} data @param {Walk} walk @returns {HTMLElement} the partner's mood, in a face and in words */
export function moodLine(data, walk) {
  const mood = moodOf(data, walk);
  const words = h("p", "course-mood__words", `${data.partner}: `, h("strong", {}, messages.moods[mood]));
  return h("div", { class: "course-mood", "data-mood": mood }, moodFace(mood), words);
}

/**
 * @param {ScenarioData} data
 * @param {ScenarioOutline} outline
 * @param {readonly Step[]} steps that are behind the learner
 * @returns {HTMLElement|null} the conversation so far
 */
export function dialogue(data, outline, steps) {
  if (!steps.length) return null;
  const rows = steps.map((step) => {
    const { words, verdict } = VERDICTS[gradeOf(data, step)];
    const you = h("p", "course-dialogue__you", h("span", "course-dialogue__who", messages.you), " ");
    you.append(...outline.choice(step.node, step.option), mark(words, verdict));
    return h("li", {}, you, outline.consequence(step.node, step.option));
  });
  const list = h("ol", "course-dialogue", ...rows);
  return h("details", "course-scene__past", h("summary", {}, messages.conversationSoFar(steps.length)), list);
}

export class DecisionScene {
  #outline;
  #data;
  #node;
  /** @type {HTMLInputElement[]} */
  #controls = [];
  // Live regions are announced only when they were there, empty, before the text came.
  #status = h("div", { class: "course-result", role: "status" });
  #action = button(messages.decide, () => {}, true);
  title;
  root;

  /**
   * @param {ScenarioData} data
   * @param {ScenarioOutline} outline
   * @param {string} node
   * @param {number} number of the decision on this way, from 1
   * @param {{onDecide: (option: string) => void, onGoOn: () => void}} events
   */
  constructor(data, outline, node, number, { onDecide, onGoOn }) {
    this.#data = data;
    this.#outline = outline;
    this.#node = node;
    this.title = h("h2", { class: "course-panel__title", id: "course-scene-title" });
    this.title.append(h("span", "course-item__number", messages.decision(number)), ...outline.prompt(node));
    const group = h("div", { role: "radiogroup", "aria-labelledby": this.title.id });
    group.append(...Object.keys(data.nodes[node].options).map((option) => this.#choice(option)));
    const decide = () => {
      if (this.root.dataset.decided !== undefined) return onGoOn();
      const chosen = this.#controls.find(({ checked }) => checked);
      if (chosen) onDecide(chosen.value);
      else this.#status.replaceChildren(h("p", "course-result__verdict", messages.respondFirst));
    };
    this.#action.type = "submit";
    const form = h("form", {}, group, this.#status, h("div", "course-item__actions", this.#action));
    form.addEventListener("submit", (event) => event.preventDefault());
    // The second click of a double click must not pass over the feedback that the first has brought.
    this.#action.addEventListener("click", (event) => {
      event.preventDefault();
      if (event.detail < 2) decide();
    });
    this.root = h("section", "course-item course-scene", this.title, outline.body(node), form);
  }

  /** @param {string} option */
  #choice(option) {
    const control = h("input", { type: "radio", name: `scene-${this.#node}`, id: `scene-${option}`, value: option });
    this.#controls.push(control);
    const label = h("label", { for: control.id }, ...this.#outline.choice(this.#node, option));
    return h("div", { class: "course-option", "data-option": option }, control, label);
  }

  /** Shows what follows from the last step: first what the partner does, then why. @param {Walk} walk @param {boolean} isEnd */
  show(walk, isEnd) {
    const step = /** @type {Step} */ (walk.way.at(-1));
    const { verdict, words } = VERDICTS[gradeOf(this.#data, step)];
    this.root.dataset.decided = "";
    for (const control of this.#controls) {
      control.checked = control.value === step.option;
      // The chosen one stays, because it may have the focus.
      control.disabled = !control.checked;
    }
    const parent = all(this.root, `.course-option[data-option="${step.option}"]`)[0];
    parent.dataset.verdict = verdict;
    this.#status.dataset.verdict = verdict;
    this.#status.replaceChildren(
      this.#outline.consequence(step.node, step.option),
      moodLine(this.#data, walk),
      h("p", "course-result__verdict", words),
      this.#outline.feedback(step.node, step.option),
    );
    this.#action.textContent = isEnd ? messages.seeEnding : messages.goOn;
  }
}

/**
 * @param {ScenarioData} data
 * @param {ScenarioOutline} outline
 * @param {Walk} walk that has reached an ending
 * @param {string} node the ending
 * @param {{href: string, title: string}} module
 * @returns {{root: HTMLElement, title: HTMLElement}}
 */
export function endingScene(data, outline, walk, node, module) {
  const title = h("h2", "course-panel__title", ...outline.prompt(node));
  const root = h("div", "course-scene");
  root.append(h("section", "course-panel", title, outline.body(node)));
  const panel = h("section", "course-panel", h("h2", {}, messages.lookingBack), outline.lesson());
  const uses = [...debrief(data, walk.way, Object.keys(data.names))];
  if (uses.length) {
    const rows = uses.map(([name, use]) =>
      h("li", { "data-use": use }, h("span", {}, data.names[name]), mark(USES[use].words, USES[use].verdict)),
    );
    panel.append(h("h3", {}, messages.whatItCalledFor), h("ul", "course-debrief", ...rows));
  }
  panel.append(h("p", "course-panel__note", messages.onlyForYou));
  panel.append(h("p", {}, h("a", { href: module.href }, messages.backToModule(module.title))));
  root.append(panel);
  return { root, title };
}
