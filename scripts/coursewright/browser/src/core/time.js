/** Points in time: UTC with milliseconds in data, the learner's language on the screen. */

/** @param {Date} [date] @returns {string} for example "2026-11-21T10:00:00.000Z" */
export const isoNow = (date = new Date()) => date.toISOString();

/**
 * @param {string} iso
 * @param {string} language BCP 47
 * @returns {string} the day in the learner's own time zone, for example "21 November 2026"
 */
export function formatDate(iso, language) {
  return new Intl.DateTimeFormat(language, { dateStyle: "long" }).format(new Date(iso));
}

/** @param {Date} [date] @returns {number} minutes east of UTC */
export const tzOffset = (date = new Date()) => 0 - date.getTimezoneOffset();
