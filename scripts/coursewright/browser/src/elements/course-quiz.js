/**
 * `<course-quiz>`: brings a server-rendered quiz to life. The rules are in `core/`, the storage in `storage/`; this
 * file only decides which of the two modes runs.
 */
import { openQuizStore } from "../storage/quiz-store.js";
import * as messages from "../messages/en.js";
import { ElementBase, define, whenParsed } from "./dom.js";
import { LessonChecks } from "./lesson-checks.js";
import { QuizAttempt } from "./quiz-attempt.js";
import { notice, readQuizData } from "./quiz-data.js";

export class CourseQuiz extends ElementBase {
  /** @type {LessonChecks | QuizAttempt | undefined} */
  #runner;
  /** @type {(() => void) | undefined} set while the element is on the page */
  #disconnect;

  static define(tag = "course-quiz") {
    define(tag, this);
  }

  connectedCallback() {
    whenParsed(() => void this.#start());
  }

  disconnectedCallback() {
    this.#disconnect?.();
    this.#disconnect = undefined;
  }

  async #start() {
    if (!this.isConnected || this.#disconnect) return;
    if (this.#runner) {
      this.#disconnect = this.#runner.connect();
      return;
    }
    const data = readQuizData(this);
    if (!data) {
      this.prepend(notice(messages.broken));
      this.dataset.ready = "";
      return;
    }
    // Enter in a text field must not send the form anywhere.
    this.addEventListener("submit", (event) => event.preventDefault());
    this.#disconnect = () => {};
    const store = await openQuizStore(data.form.course);
    const Runner = this.dataset.mode === "check" ? LessonChecks : QuizAttempt;
    this.#runner = new Runner(this, data, store);
    if (this.isConnected) this.#disconnect = this.#runner.connect();
    await this.#runner.load();
    this.dataset.ready = "";
  }
}
