/**
 * `<course-lesson>`: opening a lesson marks it as read and remembers where to continue.
 */
import { openQuizStore } from "../storage/quiz-store.js";
import { ElementBase, define, whenParsed } from "./dom.js";

export class CourseLesson extends ElementBase {
  static define(tag = "course-lesson") {
    define(tag, this);
  }

  connectedCallback() {
    whenParsed(() => void this.#visit());
  }

  async #visit() {
    const { lesson, title = "" } = this.dataset;
    const url = location.href.split("#")[0];
    // A lesson may leave the course to the quiz on the same page.
    const course = this.dataset.course ?? document.querySelector("[data-course]")?.getAttribute("data-course");
    if (!lesson || !course) return;
    try {
      await (await openQuizStore(course)).visit({ lesson, title, url });
    } catch {
      // A lesson stays readable where nothing can be stored; the quiz says so where it matters.
    }
  }
}
