/**
 * Some items one by one, with feedback at once; nothing is recorded here. Whoever starts it is told each outcome.
 */
import { isRight } from "../core/scoring.js";
import { newUuid } from "../core/uuid.js";
import * as own from "../messages/en-review.js";
import * as messages from "../messages/en.js";
import { all, button, h } from "./dom.js";
import { ItemView } from "./item-view.js";

/** @import { QuizData } from "./quiz-data.js" */

/**
 * @typedef {object} SessionEvents
 * @property {(item: string, isRight: boolean, isHinted: boolean) => Promise<string>} onOutcome returns what to say below
 *   the feedback
 * @property {(right: number) => void} onEnd
 */

export class ItemSession {
  #data;
  #template;
  #ids;
  #events;
  #at = 0;
  #right = 0;
  #seed = newUuid();
  #isHinted = false;
  #isSettled = false;
  #form = h("form", "course-quiz__form");
  #note = h("p", { class: "course-status", role: "status" });
  #more = h("p");
  #next = button("", () => this.#go(), true);

  /**
   * @param {QuizData} data
   * @param {HTMLTemplateElement} template holds the items
   * @param {string[]} ids
   * @param {SessionEvents} events
   */
  constructor(data, template, ids, events) {
    this.#data = data;
    this.#template = template;
    this.#ids = ids;
    this.#events = events;
    this.#form.addEventListener("submit", (event) => event.preventDefault());
    this.element = h("div", {}, this.#form, this.#note, this.#more, h("div", "course-quiz__nav", this.#next));
  }

  /** Shows the first item; call it when the element is on the page. */
  start() {
    this.#show();
  }

  #show() {
    const id = this.#ids[this.#at];
    const found = all(this.#template.content, ".course-item").find(({ dataset }) => dataset.item === id);
    const section = /** @type {HTMLElement} */ (document.importNode(/** @type {Node} */ (found), true));
    this.#isHinted = this.#isSettled = false;
    this.#form.replaceChildren(section);
    const view = new ItemView(section, this.#data.form.items[id], this.#data.keys?.[id] ?? null, {
      onRespond: () => {},
      onCheck: (item) => void this.#check(item),
      onHint: () => (this.#isHinted ||= !this.#isSettled),
    });
    // Another order each time: the place of an option must not be what is recalled.
    view.arrange(this.#seed);
    view.setNumber(this.#at, this.#ids.length);
    this.#note.textContent = "";
    this.#more.replaceChildren();
    this.#next.hidden = true;
    this.#next.textContent = this.#at === this.#ids.length - 1 ? own.deckFinish : messages.next;
    view.focus();
  }

  /** @param {ItemView} view */
  async #check(view) {
    const response = view.read(true);
    if (response === null) return view.feedback.ask(messages.respondFirst);
    this.#isSettled = true;
    const right = isRight(view.showOutcome(response, true));
    view.setCheck(messages.checked, true);
    if (right) this.#right++;
    const lesson = this.#data.lessons[view.spec.objective ?? ""];
    if (!right && lesson) this.#more.append(h("a", { href: lesson.href }, messages.readAgain(lesson.title)));
    this.#note.textContent = await this.#events
      .onOutcome(view.id, right, this.#isHinted)
      .catch((error) => messages.saveFailed(String(error)));
    this.#next.hidden = false;
  }

  #go() {
    this.#at++;
    if (this.#at < this.#ids.length) this.#show();
    else this.#events.onEnd(this.#right);
  }
}
