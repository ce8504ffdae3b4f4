/**
 * What this browser can know about a finished attempt, and keeping it.
 */
import { gradeAttempt } from "../core/scoring.js";

/** @import { AttemptState } from "../core/attempt.js" */
/** @import { AttemptResult } from "../core/scoring.js" */
/** @import { QuizStore } from "../storage/quiz-store.js" */
/** @import { QuizData } from "./quiz-data.js" */

/**
 * @param {QuizData} data
 * @param {AttemptState} state
 * @returns {AttemptResult | null} null in a sealed quiz
 */
export function gradeState({ form, keys }, { items, responses }) {
  return keys && gradeAttempt(form, keys, items, new Map(Object.entries(responses)));
}

/**
 * Keeps the result in the shape of a result file; any of the training team replaces it.
 *
 * @param {QuizStore} store
 * @param {QuizData} data
 * @param {AttemptState} state submitted
 */
export async function keepResult(store, data, state) {
  const result = gradeState(data, state);
  if (state.retry || !result?.decimal || !state.submitted) return;
  await store.saveResult(state.attempt, {
    schema: "coursewright/result/1",
    course: data.form.course,
    attempt: state.attempt,
    quiz: data.form.quiz,
    quiz_version: state.version,
    score: result.decimal,
    passed: result.passed,
    graded: state.submitted,
    indicative: true,
  });
}
