/**
 * Files that learners carry: the training record to HR and the result file back.
 * @import {Store} from "../storage/store.js"
 * @import {AttemptRecord} from "./tracker.js"
 */
import { canonicalJson } from "../core/canonical.js";
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
 */

/**
 * @param {Store} store
 * @param {string} course IRI
 * @returns {Promise<TrainingRecord>} everything the current profile has submitted
 */
export async function trainingRecord(store, course) {
  const attempts = await store.attempts();
  const name = (await store.currentProfile())?.name || null;
  return { schema: "coursewright/training-record/1", course, exported: isoNow(), declared_name: name, attempts };
}

/**
 * Offers an object as a file, without any server.
 * @param {string} name file name
 * @param {unknown} object
 */
export function downloadJson(name, object) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([canonicalJson(object), "\n"], { type: "application/json" }));
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // Some browsers fetch the file after the click has returned.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

/** @type {Record<keyof ResultFile, (value: any) => boolean>} */
const FIELDS = {
  schema: (value) => value === "coursewright/result/1",
  course: isText,
  attempt: (value) => isText(value) && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value),
  quiz: isText,
  quiz_version: (value) => isText(value) && /^[0-9a-f]{32}$/.test(value),
  score: (value) => isText(value) && /^(0\.\d{4}|1\.0000)$/.test(value),
  passed: (value) => value === null || typeof value === "boolean",
  graded: (value) => isText(value) && ISO.test(value) && !Number.isNaN(Date.parse(value)),
};

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
  if (value === null || typeof value !== "object" || Array.isArray(value)) throw new ResultFileError("");
  const names = /** @type {(keyof ResultFile)[]} */ (Object.keys(FIELDS));
  const wrong =
    names.find((name) => !FIELDS[name](value[name])) ??
    Object.keys(value).find((name) => !Object.hasOwn(FIELDS, name));
  if (wrong !== undefined) throw new ResultFileError(wrong);
  return value;
}
