/**
 * How a typed response is compared with the accepted ones. The grading of the records folds in the very same way;
 * tests/browser/test_parity.py compares the two.
 * @import {Fraction} from "./types.js"
 */
import { parseFraction } from "./fraction.js";

// Escapes, because minifiers do not escape regular expressions and a bundle must be ASCII to be read right on file://.
// Written out, because \s differs between languages (U+0085, U+180E, U+FEFF).
const SPACES = /[ \t-\r\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g;
/** Longer digits are no response of a person, and slow to convert. */
const MAX_NUMBER_CHARACTERS = 1000;
const MARKS = /\p{M}+/gu;
const APOSTROPHES = /['\u2018\u2019\u02bc]/g;
const QUOTES = /[\u201c\u201d\u201e\u00ab\u00bb]/g;

/** @param {string} text @returns {string} */
const withoutMarks = (text) => text.normalize("NFKD").replace(MARKS, "");

/** @param {string} text @returns {string} */
const withSingleSpaces = (text) => text.replace(SPACES, " ").replace(/^ | $/g, "");

/**
 * Forgives what a learner should not be marked down for: case, accents, curly quotes, spacing and one final . ! or ?
 * @param {string} text
 * @returns {string}
 */
export function foldText(text) {
  // The second time for what lower case brings. \u00df is the sharp s.
  const bare = withoutMarks(withoutMarks(text).toLowerCase().replace(/\u00df/g, "ss"));
  const plain = bare.replace(APOSTROPHES, "'").replace(QUOTES, '"');
  return withSingleSpaces(plain).replace(/[.!?]$/, "");
}

/**
 * For items marked `exact`: only invisible differences are forgiven.
 * @param {string} text
 * @returns {string}
 */
export const exactText = (text) => withSingleSpaces(text.normalize("NFC"));

/**
 * Reads a number as people write it: "1 250,5", "1'250.5", "−3". Comma or point is the decimal sign.
 * @param {string} text
 * @returns {Fraction|null} null when it is not a number
 */
export function parseNumber(text) {
  const digits = text.replace(SPACES, "").replace(APOSTROPHES, "");
  return digits.length <= MAX_NUMBER_CHARACTERS && /^[+\-\u2212]?[0-9]+([.,][0-9]+)?$/.test(digits)
    ? parseFraction(digits.replace("\u2212", "-").replace(",", "."))
    : null;
}
