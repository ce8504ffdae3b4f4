/**
 * `<course-progress>`: says in words how far the learner is with one module.
 */
import * as messages from "../messages/en.js";
import { all, h } from "./dom.js";
import { percent } from "./format.js";
import { drawScenarios } from "./scenario-states.js";
import { StoreElement } from "./store-element.js";

/** @import { Store } from "../storage/store.js" */

/**
 * @param {Store} store
 * @param {string} quiz
 * @returns {Promise<{words: string, isDone: boolean} | null>} null when the quiz was never opened
 */
async function quizState(store, quiz) {
  const results = await store.results();
  const attempts = (await store.attempts()).filter((attempt) => attempt.quiz === quiz);
  const known = attempts.map(({ attempt }) => results.get(attempt)).filter((result) => result !== undefined);
  const best = known.sort((one, other) => Number(other.score) - Number(one.score))[0];
  if (best?.passed) return { words: messages.quizPassed(percent(best.score)), isDone: true };
  if (known.length < attempts.length) return { words: messages.quizHandedIn, isDone: true };
  if (best?.passed === false) return { words: messages.quizNotPassed(percent(best.score)), isDone: false };
  if (best) return { words: messages.quizDone(percent(best.score)), isDone: true };
  return (await store.draft(quiz)) && { words: messages.quizStarted, isDone: false };
}

/**
 * @param {Store} store
 * @param {{lessons?: string, quiz?: string}} module its lessons (`module/lesson`, spaced) and the id of its quiz
 * @returns {Promise<{words: string, isStarted: boolean, isDone: boolean, visited: Set<string>, quizWords: string}>}
 */
export async function moduleState(store, module) {
  const lessons = (module.lessons ?? "").split(/\s+/).filter(Boolean);
  const visited = new Set((await store.visits()).map(({ lesson }) => lesson));
  const read = lessons.filter((lesson) => visited.has(lesson)).length;
  const quiz = module.quiz ? await quizState(store, module.quiz) : null;
  const isRead = read === lessons.length;
  const lessonWords = isRead ? messages.allLessonsRead : messages.lessonsRead(read, lessons.length);
  const words = [lessons.length > 0 && (read > 0 || !quiz) && lessonWords, quiz?.words].filter(Boolean).join(" · ");
  const isDone = isRead && (quiz?.isDone ?? !module.quiz);
  return { words, isStarted: read > 0 || quiz !== null, isDone, visited, quizWords: quiz?.words ?? "" };
}

export class CourseProgress extends StoreElement {
  #state = h("p", "course-progress__state");

  static define(tag = "course-progress") {
    this.defineAs(tag);
  }

  /** @override @param {Store} store */
  async draw(store) {
    const { words, isStarted, isDone, visited, quizWords } = await moduleState(store, this.dataset);
    this.#state.textContent = isStarted ? words : messages.notStarted;
    this.#state.dataset.state = isDone ? "done" : isStarted ? "begun" : "new";
    if (this.#state.parentNode !== this) this.append(this.#state);
    for (const row of all(this, "li[data-lesson], li[data-quiz]")) {
      const { lesson } = row.dataset;
      const state = all(row, ".course-lessons__state")[0] ?? row.appendChild(h("span", "course-lessons__state"));
      state.textContent = lesson ? (visited.has(lesson) ? messages.read : "") : quizWords;
    }
    const scenarios = await drawScenarios(store, this);
    if (!scenarios) return;
    const before = this.#state.dataset.state === "new" ? [] : [this.#state.textContent];
    this.#state.textContent = [...before, scenarios].join(" · ");
    if (!before.length) this.#state.dataset.state = "begun";
  }
}
