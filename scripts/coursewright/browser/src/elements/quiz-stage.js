/**
 * Where things stand on the page during an attempt: notes, panel, items, buttons. It decides nothing about the attempt.
 */
import * as messages from "../messages/en.js";
import { all, button, h } from "./dom.js";
import { getItem, setItem } from "./draft-keeper.js";

/** @import { ItemView } from "./item-view.js" */
/** @import { QuizData } from "./quiz-data.js" */

const SHOW_ALL = "show-all";

/**
 * @typedef {object} StageEvents
 * @property {(position: number) => void} onGo Previous and Next
 * @property {() => void} onFinish
 * @property {(position: number) => void} onTouch the focus came into another item of the list
 */

export class QuizStage {
  #events;
  #intro;
  #form;
  #last;
  #notes = h("div", "course-quiz__notes");
  #panel = h("div", "course-quiz__panel");
  #answered = h("p", "course-quiz__answered");
  #bar = h("progress", "course-quiz__bar");
  #isAll = h("input", { type: "checkbox", id: "course-show-all" });
  #head;
  #previous = button(messages.previous, () => this.#events.onGo(this.#at - 1));
  #next = button(messages.next, () => this.#events.onGo(this.#at + 1), true);
  #finish;
  #nav;
  /** @type {ItemView[]} */
  #items = [];
  #at = 0;

  /** @param {HTMLElement} element @param {QuizData} data @param {StageEvents} events */
  constructor(element, data, events) {
    this.#events = events;
    this.#intro = all(element, ".course-quiz__intro")[0] ?? h("div");
    this.#form = all(element, ".course-quiz__form")[0];
    this.#last = data.form.kind === "record" ? messages.review : messages.finish;
    this.#finish = button(this.#last, () => events.onFinish(), true);
    this.#isAll.checked = getItem("localStorage", SHOW_ALL) === "true";
    this.#isAll.addEventListener("change", () => {
      setItem("localStorage", SHOW_ALL, String(this.#isAll.checked));
      this.#layOut();
    });
    const label = h("label", { for: this.#isAll.id }, messages.showAll);
    this.#head = h("div", "course-quiz__head", this.#answered, this.#bar, h("p", "course-switch", this.#isAll, label));
    this.#nav = h("div", "course-quiz__nav", this.#previous, this.#next, this.#finish);
    this.#form.before(this.#notes, this.#intro, this.#panel, this.#head);
    this.#form.after(this.#nav, h("p", "course-quiz__saved", messages.savedAsYouGo));
    this.#form.addEventListener("focusin", (event) => this.#touch(event));
  }

  /** @param {FocusEvent} event */
  #touch({ target }) {
    const position = this.#items.findIndex(({ section }) => section.contains(/** @type {Node} */ (target)));
    if (this.#nav.hidden || position < 0 || position === this.#at) return;
    this.#at = position;
    this.#events.onTouch(position);
  }

  /** @param {HTMLElement | null} note shown once, above everything */
  say(note) {
    if (note && !all(this.#notes, "p").some(({ textContent }) => textContent === note.textContent)) {
      this.#notes.append(note);
    }
  }

  /** What gets the focus when a panel comes. */
  get panelTitle() {
    return all(this.#panel, "h2")[0] ?? this.#panel;
  }

  /**
   * @param {HTMLElement} panel
   * @param {{isIntro?: boolean, items?: ItemView[]}} [details] items to show below, all of them
   */
  showPanel(panel, { isIntro = false, items = [] } = {}) {
    this.#intro.hidden = !isIntro;
    this.#panel.replaceChildren(panel);
    this.#setItems(items);
    this.#setRunning(false);
    for (const { section } of items) section.hidden = false;
  }

  /** @param {ItemView[]} items @param {number} position */
  showItems(items, position) {
    this.#intro.hidden = true;
    this.#panel.replaceChildren();
    this.#setItems(items);
    this.#at = position;
    this.#setRunning(true);
    this.#layOut();
  }

  /** @param {ItemView[]} items */
  #setItems(items) {
    const isSame = items.length === this.#form.children.length && items.every(({ section }, i) => section === this.#form.children[i]);
    // Moving a section would take the focus out of it.
    if (!isSame) this.#form.replaceChildren(...items.map(({ section }) => section));
    this.#items = items;
  }

  /** @param {boolean} isRunning */
  #setRunning(isRunning) {
    this.#head.hidden = this.#nav.hidden = !isRunning;
    this.#form.hidden = this.#items.length === 0;
    const saved = /** @type {HTMLElement} */ (this.#nav.nextElementSibling);
    saved.hidden = !isRunning;
  }

  #layOut() {
    const isAll = this.#isAll.checked;
    const isLast = this.#at === this.#items.length - 1;
    this.#items.forEach(({ section }, index) => (section.hidden = !isAll && index !== this.#at));
    this.#previous.hidden = isAll || this.#at === 0;
    this.#next.hidden = isAll || isLast;
    this.#finish.hidden = !isAll && !isLast;
  }

  /** @param {number} answered @param {number} count */
  setProgress(answered, count) {
    const words = messages.answeredOf(answered, count);
    this.#answered.textContent = words;
    this.#bar.max = count;
    this.#bar.value = answered;
    this.#bar.setAttribute("aria-label", words);
  }
}
