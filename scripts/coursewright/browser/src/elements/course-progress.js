/**
 * `<course-progress>`: says in words how far the learner is with one module.
 */
import * as messages from "../messages/en.js";
import { all, h } from "./dom.js";
import { percent } from "./format.js";
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
 * @param {string[]} ids of scenarios
 * @returns {Promise<Map<string, string>>} scenario → its state in words, "" when it was never begun
 */
async function scenarioStates(store, ids) {
  /** @type {Map<string, string>} */
  const states = new Map();
  for (const id of ids) {
    const walk = /** @type {any} */ (await store.draft(`scenario/${id}`));
    const isBegun = walk?.way?.length > 0;
    states.set(id, walk?.completed ? messages.scenarioCompleted : isBegun ? messages.scenarioStarted : "");
  }
  return states;
}

/**
 * @typedef {object} ModuleState
 * @property {string} words
 * @property {boolean} isStarted
 * @property {boolean} isDone scenarios are free practice: nothing waits for them
 * @property {Set<string>} visited lessons that were opened
 * @property {Map<string, string>} scenarios id → its state in words
 * @property {string} quizWords
 */

/**
 * @param {Store} store
 * @param {DOMStringMap} module its `lessons` (`module/lesson`) and `scenarios`, spaced, and the id of its `quiz`
 * @returns {Promise<ModuleState>}
 */
export async function moduleState(store, module) {
  const lessons = (module.lessons ?? "").split(/\s+/).filter(Boolean);
  const visited = new Set((await store.visits()).map(({ lesson }) => lesson));
  const read = lessons.filter((lesson) => visited.has(lesson)).length;
  const quiz = module.quiz ? await quizState(store, module.quiz) : null;
  const scenarios = await scenarioStates(store, (module.scenarios ?? "").split(/\s+/).filter(Boolean));
  const isRead = read === lessons.length;
  const lessonWords = isRead ? messages.allLessonsRead : messages.lessonsRead(read, lessons.length);
  const played = [...scenarios.values()].filter(Boolean).length;
  const done = [...scenarios.values()].filter((state) => state === messages.scenarioCompleted).length;
  const scenarioWords = played > 0 && messages.scenariosDone(done, scenarios.size);
  const isAny = read > 0 || (!quiz && !played);
  const words = [lessons.length > 0 && isAny && lessonWords, scenarioWords, quiz?.words].filter(Boolean).join(" · ");
  const isStarted = read > 0 || played > 0 || quiz !== null;
  const isDone = isRead && (quiz?.isDone ?? !module.quiz);
  return { words, isStarted, isDone, visited, scenarios, quizWords: quiz?.words ?? "" };
}

export class CourseProgress extends StoreElement {
  #state = h("p", "course-progress__state");

  static define(tag = "course-progress") {
    this.defineAs(tag);
  }

  /** @override @param {Store} store */
  async draw(store) {
    const { words, isStarted, isDone, visited, scenarios, quizWords } = await moduleState(store, this.dataset);
    this.#state.textContent = isStarted ? words : messages.notStarted;
    this.#state.dataset.state = isDone ? "done" : isStarted ? "begun" : "new";
    if (this.#state.parentNode !== this) this.append(this.#state);
    const path = (await store.currentProfile())?.path;
    for (const row of all(this, "li[data-lesson], li[data-scenario], li[data-quiz]")) {
      const { lesson, scenario, roles } = row.dataset;
      row.hidden = Boolean(path && roles && !roles.split(" ").includes(path));
      const state = all(row, ".course-lessons__state")[0] ?? row.appendChild(h("span", "course-lessons__state"));
      if (lesson) state.textContent = visited.has(lesson) ? messages.read : "";
      else state.textContent = scenario ? (scenarios.get(scenario) ?? "") : quizWords;
    }
  }
}
