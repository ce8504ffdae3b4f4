/**
 * Which of two results of one attempt is kept.
 * @import {ResultFile} from "../trackers/training_record.js"
 */

/**
 * @param {ResultFile|undefined} old
 * @param {ResultFile} result
 * @returns {ResultFile} the one of the training team before an indicative one, then the later one
 */
export function keptResult(old, result) {
  if (!old || old.indicative) return result;
  return result.indicative || Date.parse(result.graded) < Date.parse(old.graded) ? old : result;
}
