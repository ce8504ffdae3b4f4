/**
 * Exact rational numbers. Scores are compared with mastery scores, and 0.1 + 0.2 must not decide who passes.
 * @import {Fraction} from "./types.js"
 */

/** @param {bigint} a @param {bigint} b @returns {bigint} */
function commonDivisor(a, b) {
  while (b) [a, b] = [b, a % b];
  return a < 0n ? -a : a;
}

/**
 * @param {bigint|number} numerator
 * @param {bigint|number} [denominator]
 * @returns {Fraction} in lowest terms
 * @throws {RangeError} when the denominator is 0 or a number is not an integer
 */
export function fraction(numerator, denominator = 1n) {
  let n = BigInt(numerator);
  let d = BigInt(denominator);
  if (!d) throw new RangeError("denominator 0");
  if (d < 0n) [n, d] = [-n, -d];
  const shared = commonDivisor(n, d);
  return { n: n / shared, d: d / shared };
}

export const ZERO = fraction(0);
export const ONE = fraction(1);

/** @param {Fraction} a @param {Fraction} b @returns {Fraction} */
export const add = (a, b) => fraction(a.n * b.d + b.n * a.d, a.d * b.d);

/** @param {Fraction} a @param {Fraction} b @returns {Fraction} */
export const multiply = (a, b) => fraction(a.n * b.n, a.d * b.d);

/** @param {Fraction} a @param {Fraction} b @returns {Fraction} */
export const divide = (a, b) => fraction(a.n * b.d, a.d * b.n);

/** @param {Fraction} a @param {Fraction} b @returns {boolean} whether a ≥ b */
export const atLeast = (a, b) => a.n * b.d >= b.n * a.d;

/**
 * Reads "3", "-0.85" or "1/2".
 * @param {string|number} value
 * @returns {Fraction}
 * @throws {SyntaxError} on anything else
 */
export function parseFraction(value) {
  const [, sign, whole, decimals = "", denominator] =
    /^([+-]?)([0-9]+)(?:\.([0-9]+)|\/([0-9]+))?$/.exec(String(value)) ?? [];
  if (!whole) throw new SyntaxError(`not a fraction: ${value}`);
  return fraction(
    BigInt(whole + decimals) * (sign === "-" ? -1n : 1n),
    denominator ? BigInt(denominator) : 10n ** BigInt(decimals.length),
  );
}

/** @param {Fraction} value @returns {string} "n/d" */
export const format = ({ n, d }) => `${n}/${d}`;

/**
 * The spelling of a score in every file: four places, rounded half up from the exact value.
 * @param {Fraction} value not negative
 * @returns {string} for example "0.8333"
 */
export function decimal({ n, d }) {
  const digits = String((n * 20000n + d) / (2n * d)).padStart(5, "0");
  return `${digits.slice(0, -4)}.${digits.slice(-4)}`;
}
