/**
 * What a learner's answers in lessons and module quizzes say about each item.
 *
 * Lessons keep the latest response to each item. Quizzes keep attempts: their responses are graded here by the keys of
 * today. Only the latest attempt at a quiz still tells which hints were opened.
 */
import { parseFraction } from "../core/fraction.js";
import { gradeItem, isRight } from "../core/scoring.js";

/** @import { Evidence } from "../core/review.js" */
/** @import { ReviewStore } from "../storage/review-store.js" */
/** @import { QuizData } from "./quiz-data.js" */

/** @param {ReviewStore} store @param {QuizData} data @returns {Promise<Evidence[]>} */
async function fromLessons(store, { form }) {
  return [...(await store.itemProgress()).values()]
    .filter(({ item, hash, score }) => score !== null && form.items[item]?.hash === hash)
    .map(({ item, hash, score, at }) => ({ item, hash, at, isWeak: !isRight(parseFraction(score ?? "0")) }));
}

/** @param {ReviewStore} store @param {QuizData} data @returns {Promise<Evidence[]>} */
async function fromQuizzes(store, { form, keys }) {
  /** @type {Evidence[]} */
  const found = [];
  for (const { attempt, quiz, submitted, responses, attestation } of await store.attempts()) {
    // The final assessment says nothing about its items, here neither.
    if (attestation !== null) continue;
    const draft = await store.draft(quiz);
    const hinted = draft?.attempt === attempt ? draft.hinted : [];
    for (const { item, response } of responses) {
      const spec = form.items[item];
      if (!spec) continue;
      const isWeak = hinted.includes(item) || !isRight(gradeItem(spec, keys?.[item], response));
      found.push({ item, hash: spec.hash, isWeak, at: submitted });
    }
  }
  return found;
}

/**
 * @param {ReviewStore} store
 * @param {QuizData} data all items that may be reviewed
 * @returns {Promise<Evidence[]>} in no order, several for an item
 */
export const gatherEvidence = async (store, data) => [
  ...(await fromLessons(store, data)),
  ...(await fromQuizzes(store, data)),
];
