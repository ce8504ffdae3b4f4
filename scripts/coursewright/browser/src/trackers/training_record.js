/**
 * Files that learners carry: the training record to HR and the result file back.
 * @import {CourseRows} from "../storage/rows.js"
 * @import {AttemptRecord} from "./tracker.js"
 */
import { wellFormed } from "../core/canonical.js";
import { isoNow } from "../core/time.js";

/**
 * @typedef {object} TrainingRecord Wire format `coursewright/training-record/1`.
 * @property {"coursewright/training-record/1"} schema
 * @property {string} course
 * @property {string} exported ISO
 * @property {string|null} declared_name
 * @property {AttemptRecord[]} attempts all so far, in order
 *
 * @typedef {object} ResultFile Wire format `coursewright/result/1`.
 * @property {"coursewright/result/1"} schema
 * @property {string} course
 * @property {string} attempt
 * @property {string} quiz
 * @property {string} quiz_version
 * @property {string} score four decimal places
 * @property {boolean|null} passed null when the quiz has no mastery score
 * @property {string} graded ISO
 * @property {Record<string, string>} [objectives] objective id → share of its points, four decimal places
 * @property {true} [indicative] in the browser only: worked out here, so any result of the training team replaces it
 */

/**
 * @param {CourseRows} store
 * @param {string} course IRI
 * @returns {Promise<TrainingRecord>} everything the current profile has submitted
 */
export async function trainingRecord(store, course) {
  const attempts = /** @type {AttemptRecord[]} */ (await store.rows("attempt"));
  const name = (await store.currentProfile())?.name;
  return { schema: "coursewright/training-record/1", course, exported: isoNow(), declared_name: name ? wellFormed(name) : null, attempts };
}

/**
 * Offers an object as a file, without any server.
 * @param {string} name file name
 * @param {unknown} object
 */
export function downloadJson(name, object) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([JSON.stringify(object), "\n"], { type: "application/json" }));
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // Some browsers fetch the file after the click has returned.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

const SCORE = /^(0\.\d{4}|1\.0000)$/;

/** @type {Record<string, (value: any) => boolean>} */
const FIELDS = {
  schema: (value) => value === "coursewright/result/1",
  course: isText,
  attempt: (value) => isText(value) && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value),
  quiz: isText,
  quiz_version: (value) => isText(value) && /^[0-9a-f]{32}$/.test(value),
  score: isShare,
  passed: (value) => value === null || typeof value === "boolean",
  graded: (value) => isText(value) && ISO.test(value) && !Number.isNaN(Date.parse(value)),
};

/** @type {Record<string, (value: any) => boolean>} Fields that a result may have. */
const OPTIONAL = {
  objectives: (value) => value !== null && typeof value === "object" && Object.values(value).every(isShare),
};

/** @param {unknown} value @returns {boolean} */
function isShare(value) {
  return typeof value === "string" && SCORE.test(value);
}

/** @param {unknown} value @returns {boolean} */
function isText(value) {
  return typeof value === "string" && value !== "" && value.length < 500;
}

/** Says which field of a result file is not as it should be; "" when the file as a whole is not. */
export class ResultFileError extends Error {
  /** @param {string} field */
  constructor(field) {
    super(`not a result file: ${field || "no JSON object"}`);
    this.field = field;
  }
}

/**
 * @param {string} text content of a file that somebody chose
 * @returns {ResultFile}
 * @throws {ResultFileError} on anything but exactly the fields of the format
 */
export function readResultFile(text) {
  /** @type {any} */
  let value;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    throw new ResultFileError("");
  }
  const wrong = wrongField(value);
  if (wrong !== undefined) throw new ResultFileError(wrong);
  return value;
}

/**
 * @param {any} value from a file or from an intake
 * @returns {string|undefined} the first field that is not as the format says; "" when it is no object; undefined: it fits
 */
export function wrongField(value) {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return "";
  const wrong = Object.keys(FIELDS).find((name) => !FIELDS[name](value[name]));
  const isKnown = (/** @type {string} */ name) =>
    Object.hasOwn(FIELDS, name) || (Object.hasOwn(OPTIONAL, name) && OPTIONAL[name](value[name]));
  return wrong ?? Object.keys(value).find((name) => !isKnown(name));
}
