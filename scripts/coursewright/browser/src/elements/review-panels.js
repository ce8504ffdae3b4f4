/**
 * What the review page shows around the items: what is due, the next dates, and the learner's switches.
 */
import { calendarOf } from "../core/calendar.js";
import { formatDate, isoNow } from "../core/time.js";
import { sha256 } from "../core/sha256.js";
import * as own from "../messages/en-review.js";
import * as messages from "../messages/en.js";
import { button, focusOn, h, pageLanguage } from "./dom.js";

/** @typedef {{day: string, count: number}} PlannedDay */

/** So many dates are listed; the calendar file has all of them. */
const LISTED_DATES = 6;
/** Chosen by nobody: enough of a hash that two courses do not share their events. */
const NAME_DIGITS = 16;

/** @param {string} day "2026-11-30" @returns {string} the same day in words, in whatever time zone */
export const dayWords = (day) => formatDate(`${day}T12:00:00`, pageLanguage());

/**
 * @param {object} model
 * @param {{stem: string, due: string}[]} model.now
 * @param {number} model.waiting
 * @param {string} model.today
 * @param {boolean} model.isEmpty no item is in the deck at all
 * @param {() => void} model.onStart
 */
export function duePanel({ now, waiting, today, isEmpty, onStart }) {
  const title = h("h2", {}, own.deckToday);
  if (!now.length) {
    const words = isEmpty ? own.deckEmpty : own.deckNothing;
    return h("div", "course-panel", title, h("p", {}, words), waiting > 0 && h("p", {}, own.deckWaiting(waiting)));
  }
  const rows = now.map(({ stem, due }) => h("li", {}, due < today ? own.deckSince(stem, dayWords(due)) : stem));
  return h(
    "div",
    "course-panel",
    title,
    h("p", {}, own.deckDue(now.length)),
    h("ol", {}, ...rows),
    waiting > 0 && h("p", {}, own.deckWaiting(waiting)),
    h("div", "course-panel__actions", button(own.deckStart, onStart, true)),
  );
}

/**
 * @param {PlannedDay[]} plan days from tomorrow on
 * @param {string} title of the calendar's events
 * @param {string} course IRI
 * @param {(words: string) => void} say
 */
export function datesPanel(plan, title, course, say) {
  const listed = plan.slice(0, LISTED_DATES).map(({ day, count }) => h("li", {}, own.deckDate(dayWords(day), count)));
  const left = plan.length - listed.length;
  const download = () => {
    downloadCalendar(plan, title, course);
    say(own.deckCalendarDone);
  };
  return h(
    "div",
    "course-panel",
    h("h2", {}, own.deckDates),
    h("ul", {}, ...listed),
    left > 0 && h("p", {}, own.deckMoreDates(left)),
    h("div", "course-panel__actions", button(own.deckCalendar, download)),
  );
}

/** @param {PlannedDay[]} plan @param {string} title @param {string} course */
function downloadCalendar(plan, title, course) {
  // The address of a file holds the name of whoever is logged in; the address of a site does not.
  const url = location.protocol.startsWith("http") ? location.origin + location.pathname : "";
  const name = sha256(course).slice(0, NAME_DIGITS);
  const days = plan.map(({ day }) => day);
  const text = calendarOf({ days, title, text: own.deckEvent, url, stamp: isoNow(), name });
  const link = h("a", { href: URL.createObjectURL(new Blob([text], { type: "text/calendar" })), download: "review-dates.ics" });
  document.body.append(link);
  link.click();
  link.remove();
  // Some browsers fetch the file after the click has returned.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/**
 * @param {object} model
 * @param {boolean} model.isOff
 * @param {boolean} model.isEmpty
 * @param {() => void} model.onSwitch
 * @param {() => void} model.onClear
 */
export function switchesPanel({ isOff, isEmpty, onSwitch, onClear }) {
  const question = h("div", { class: "course-clear", hidden: true });
  const ask = button(own.deckClear, () => {
    const title = h("h3", {}, own.deckClearTitle);
    const close = () => {
      question.hidden = true;
      ask.focus();
    };
    const actions = [button(own.deckClearConfirm, onClear, true), button(messages.cancel, close)];
    question.replaceChildren(title, h("p", {}, own.deckClearText), h("div", "course-panel__actions", ...actions));
    question.hidden = false;
    focusOn(title);
  });
  ask.hidden = isEmpty;
  const toggle = button(isOff ? own.deckSwitchOn : own.deckSwitchOff, onSwitch);
  return h(
    "div",
    "course-panel",
    h("h2", {}, own.deckYourReview),
    isOff && h("p", {}, own.deckIsOff),
    h("div", "course-panel__actions", toggle, ask),
    question,
  );
}
