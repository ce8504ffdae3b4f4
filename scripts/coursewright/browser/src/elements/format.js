/**
 * Numbers and times as learners read them. Exactness lives in `core/fraction.js`; here only the last step is rounded,
 * and always downwards: 79.96 % must not look like a passed 80 %.
 */
import { parseFraction } from "../core/fraction.js";
import { pageLanguage } from "./dom.js";
import { tenthsPercent } from "./number.js";

/** @import { Fraction } from "../core/types.js" */

/**
 * @param {Fraction | string} value a share from 0 to 1; "5/6" and "0.8333" are fine
 * @returns {string} for example "83.3 %", with the decimal sign of the page's language
 */
export function percent(value) {
  const { n, d } = typeof value === "string" ? parseFraction(value) : value;
  return tenthsPercent(Number((n * 1000n) / d));
}

/**
 * @param {Fraction} score share of the points
 * @param {number} points all points
 * @returns {string} points gained, at most two decimals
 */
export function gained({ n, d }, points) {
  const hundredths = Number((n * BigInt(Math.round(points * 100))) / d);
  return new Intl.NumberFormat(pageLanguage(), { maximumFractionDigits: 2 }).format(hundredths / 100);
}

/**
 * @param {string} iso
 * @returns {string} day and minute in the learner's own time zone
 */
export const dateTime = (iso) =>
  new Intl.DateTimeFormat(pageLanguage(), { dateStyle: "long", timeStyle: "short" }).format(new Date(iso));
