/**
 * Grading in the browser, for practice and revealed quizzes. Records are graded again by the same rules when they are
 * imported; tests/browser/test_parity.py runs both sides on the same random items.
 * @import {Blank, Form, Fraction, ItemKey, ItemSpec, Keys} from "./types.js"
 */
import { ONE, ZERO, add, atLeast, decimal, divide, format, fraction, multiply, parseFraction } from "./fraction.js";
import { exactText, foldText, parseNumber } from "./text.js";

/** @typedef {(spec: ItemSpec, key: any, response: any) => Fraction} Rule */

/** @param {unknown} value @param {readonly string[]} ids @returns {boolean} distinct known ids */
const areIds = (value, ids) =>
  Array.isArray(value) && new Set(value).size === value.length && value.every((id) => ids.includes(id));

/** @type {Rule} */
function gradeChoice(spec, { key, credits }, response) {
  const options = spec.options ?? [];
  if (!spec.multiple) return options.includes(response) ? parseFraction(credits[response] ?? 0) : ZERO;
  if (!areIds(response, options)) return ZERO;
  const hits = response.filter((/** @type {string} */ id) => key.includes(id)).length;
  return fraction(Math.max(0, 2 * hits - response.length), key.length);
}

/** @type {Rule} */
function gradeSequence(_spec, { order }, response) {
  if (!areIds(response, order) || response.length !== order.length) return ZERO;
  if (order.length === 1) return ONE;
  const place = (/** @type {string} */ id) => order.indexOf(id);
  const isNext = (/** @type {string} */ id, /** @type {number} */ i) => place(id) === place(response[i]) + 1;
  const pairs = response.slice(1).filter(isNext);
  return fraction(pairs.length, order.length - 1);
}

/** @type {Rule} */
function gradeMatch({ sources = [], targets = [] }, { pairs }, response) {
  if (!Array.isArray(response) || !response.every((pair) => Array.isArray(pair) && pair.length === 2)) return ZERO;
  if (!areIds(response.map(([source]) => source), sources)) return ZERO;
  if (!response.every(([, target]) => targets.includes(target))) return ZERO;
  return fraction(response.filter(([source, target]) => pairs[source] === target).length, sources.length);
}

/** @param {Blank} blank @param {string} text @returns {boolean} */
function fills({ accepted, exact, low, high }, text) {
  if (!accepted) {
    const number = parseNumber(text);
    return number !== null && atLeast(number, parseFraction(low ?? "")) && atLeast(parseFraction(high ?? ""), number);
  }
  const fold = exact ? exactText : foldText;
  return accepted.some((word) => fold(word) === fold(text));
}

/** @type {Rule} */
function gradeBlanks(_spec, { blanks }, response) {
  if (!Array.isArray(response) || response.length !== blanks.length) return ZERO;
  if (!response.every((text) => typeof text === "string")) return ZERO;
  return fraction(response.filter((text, i) => fills(blanks[i], text)).length, blanks.length);
}

/** @type {Partial<Record<string, Rule>>} Interactions that are not here are not scored. */
const RULES = {
  choice: gradeChoice,
  "true-false": gradeChoice,
  sequencing: gradeSequence,
  matching: gradeMatch,
  "fill-in": gradeBlanks,
  numeric: gradeBlanks,
};

/**
 * @param {ItemSpec} spec
 * @param {ItemKey|null|undefined} key
 * @param {unknown} response whatever came from the page or from storage
 * @returns {Fraction} 0 to 1; 0 for an unanswered, malformed or unscored item
 */
export function gradeItem(spec, key, response) {
  const rule = RULES[spec.interaction];
  return rule && key && response != null ? rule(spec, key, response) : ZERO;
}

/** @param {Fraction} score @returns {boolean} whether nothing is missing */
export const isRight = ({ n, d }) => n === d;

/**
 * @typedef {object} AttemptResult
 * @property {string|null} score "n/d"; null when no scored item was drawn
 * @property {string|null} decimal four places
 * @property {boolean|null} passed null without a mastery score
 * @property {Map<string, Fraction>} byItem scored items only
 * @property {Map<string, Fraction>} byObjective weighted by points
 */

/**
 * @param {Form} form
 * @param {Keys|null} keys null in a sealed quiz: then nothing is scored
 * @param {readonly string[]} itemIds the drawn items
 * @param {Map<string, unknown>} responses
 * @returns {AttemptResult}
 */
export function gradeAttempt(form, keys, itemIds, responses) {
  /** @type {Map<string, Fraction>} */
  const byItem = new Map();
  /** @type {Map<string, [gained: Fraction, possible: Fraction]>} */
  const sums = new Map();
  for (const id of itemIds) {
    const spec = form.items[id];
    const key = keys?.[id];
    if (!spec || !key) continue;
    const score = gradeItem(spec, key, responses.get(id));
    const points = parseFraction(spec.points);
    byItem.set(id, score);
    // "" collects the whole attempt; an objective id is never empty.
    for (const name of new Set(["", spec.objective ?? ""])) {
      const [gained, possible] = sums.get(name) ?? [ZERO, ZERO];
      sums.set(name, [add(gained, multiply(points, score)), add(possible, points)]);
    }
  }
  const shares = new Map([...sums].map(([name, [gained, possible]]) => [name, possible.n ? divide(gained, possible) : ZERO]));
  const score = shares.get("");
  shares.delete("");
  return {
    score: score ? format(score) : null,
    decimal: score ? decimal(score) : null,
    passed: score && form.masteryScore != null ? atLeast(score, parseFraction(form.masteryScore)) : null,
    byItem,
    byObjective: shares,
  };
}
