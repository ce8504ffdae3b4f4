/**
 * What ratings say about each category of an instrument. Pure: no page, no storage, no clock.
 */

/** @typedef {"before"|"after"|"later"} Occasion */
/** @typedef {{ratings: Record<string, number>, at: string}} Sitting ratings: statement → 1 … points of the scale */
/** @typedef {Partial<Record<Occasion, Sitting>>} Sittings */
/** @typedef {{current: Occasion, sittings: Sittings}} Diagnosis what is kept on the device */
/** @typedef {{id: string, title: string, statements: string[]}} CategorySpec */
/** @typedef {{rated: number, all: number, percent: number|null, band: "low"|"middle"|"high"|null}} Bar */

/** @type {readonly Occasion[]} */
export const OCCASIONS = ["before", "after", "later"];

/** @type {Readonly<Diagnosis>} */
export const NO_DIAGNOSIS = Object.freeze({ current: "before", sittings: {} });

/** The same limits as model/instruments.py. */
const MIDDLE_FROM = 40;
const HIGH_FROM = 70;

/**
 * @param {CategorySpec} category
 * @param {Record<string, number>|undefined} ratings those of other statements, and what is no point of the scale, are left out
 * @param {number} points of the scale, at least two
 * @returns {Bar} percent: 0 is the lowest rating throughout, 100 the highest; null until half of the statements are rated
 */
export function barOf({ statements }, ratings, points) {
  const known = statements.map((id) => ratings?.[id] ?? 0).filter((value) => Number.isInteger(value) && value >= 1 && value <= points);
  const rated = known.length;
  const all = statements.length;
  if (rated * 2 < all || !rated) return { rated, all, percent: null, band: null };
  const mean = known.reduce((sum, value) => sum + value, 0) / rated;
  const percent = Math.round((100 * (mean - 1)) / (points - 1));
  const band = percent < MIDDLE_FROM ? "low" : percent < HIGH_FROM ? "middle" : "high";
  return { rated, all, percent, band };
}

/**
 * @param {Diagnosis} diagnosis left as it is
 * @param {string} statement
 * @param {number} value
 * @param {string} now ISO
 * @returns {Diagnosis} with the rating in the current sitting
 */
export function rate(diagnosis, statement, value, now) {
  const { current, sittings } = diagnosis;
  const ratings = { ...sittings[current]?.ratings, [statement]: value };
  return { ...diagnosis, sittings: { ...sittings, [current]: { ratings, at: now } } };
}

/**
 * @param {Diagnosis} diagnosis left as it is
 * @param {Occasion} occasion
 * @returns {Diagnosis} without what was rated then
 */
export function forget(diagnosis, occasion) {
  const sittings = { ...diagnosis.sittings };
  delete sittings[occasion];
  return { ...diagnosis, sittings };
}

/** @param {unknown} text @returns {string} a cell of RFC 4180; spreadsheets must not take it for a formula */
const cell = (text) => `"${String(text ?? "").replace(/^[=+\-@\t\r]/, "'$&").replaceAll('"', '""')}"`;

/**
 * @param {unknown[][]} rows
 * @returns {string} a table that spreadsheets open: a byte-order mark, commas, CRLF (RFC 4180)
 */
export const csv = (rows) => `\ufeff${rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("")}`;
