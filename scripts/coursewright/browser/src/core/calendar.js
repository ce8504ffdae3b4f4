/**
 * Days as an iCalendar file (RFC 5545): all-day events without a time zone, so that a day is the same day everywhere.
 */

/** RFC 5545, 3.1: a line has at most 75 octets without its end. */
const LONGEST_LINE = 75;

/** @param {string} text @returns {string} as the value of a TEXT property */
const textValue = (text) =>
  text
    .replace(/[\\;,]/g, "\\$&")
    .replace(/\r\n|\r|\n/g, "\\n")
    .replace(/[\0-\x08\x0b-\x1f\x7f]/g, "");

/** @param {string} line @returns {string} folded between characters, never inside one */
function folded(line) {
  const encoder = new TextEncoder();
  let result = "";
  let octets = 0;
  for (const character of line) {
    const size = encoder.encode(character).length;
    if (octets + size > LONGEST_LINE) {
      result += "\r\n ";
      octets = 1;
    }
    result += character;
    octets += size;
  }
  return result;
}

/**
 * @param {object} plan
 * @param {string[]} plan.days like "2026-11-30"
 * @param {string} plan.title of each event
 * @param {string} plan.text what to do, for the description
 * @param {string} plan.url of the page, or ""
 * @param {string} plan.stamp ISO, when the file was made
 * @param {string} plan.name makes the events' ids: the same name and day give the same event, so that a second import
 *   replaces the first
 * @returns {string} the file
 */
export function calendarOf({ days, title, text, url, stamp, name }) {
  const compact = (/** @type {string} */ value) => value.replace(/[-:]|\.\d+/g, "");
  const events = days.flatMap((day) => [
    "BEGIN:VEVENT",
    `UID:${day}-${name}@coursewright`,
    `DTSTAMP:${compact(stamp)}`,
    `DTSTART;VALUE=DATE:${compact(day)}`,
    `SUMMARY:${textValue(title)}`,
    `DESCRIPTION:${textValue(text)}`,
    ...(url ? [`URL:${url.replace(/[\0-\x20]/g, "")}`] : []),
    // Nobody is busy all day because of five minutes.
    "TRANSP:TRANSPARENT",
    "END:VEVENT",
  ]);
  const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Coursewright//Review//EN", ...events, "END:VCALENDAR"];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}
