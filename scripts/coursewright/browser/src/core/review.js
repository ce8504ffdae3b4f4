/**
 * The review deck as values and the functions that change it. No clock, no storage, no page. Days are texts like
 * "2026-11-30" in the learner's own time zone: a review is due on a day, not at a minute.
 *
 * The schedule is a fixed list of gaps, written out on the page: after a wrong answer an item comes back the next day,
 * after the first right one in a row `gaps[0]` days later, and so on. One more right answer than there are gaps, and it
 * leaves the deck.
 */

/**
 * @typedef {object} Card
 * @property {string} item
 * @property {string} hash of the item as it was asked last
 * @property {number} step right answers in a row, at most the number of gaps
 * @property {string|null} due day; null: it has left the deck
 * @property {string} at ISO, of the latest response that counted
 * @property {string|null} reviewed day of the latest review
 */
/** @typedef {{item: string, hash: string, isWeak: boolean, at: string}} Evidence what a learner did outside the deck */
/** @typedef {{isRight: boolean, isHinted: boolean, at: string, day: string}} Review */

/** At most so many items a day: about five minutes. */
export const DAILY_LIMIT = 10;

/** @param {Date} date @returns {string} the day in the time zone of this device */
export function dayOf(date) {
  const two = (/** @type {number} */ n) => String(n).padStart(2, "0");
  return `${String(date.getFullYear()).padStart(4, "0")}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** @param {string} day @param {number} days @returns {string} never an hour off: days are counted in UTC */
export function addDays(day, days) {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** @param {string} day @returns {string} the Monday of its week */
export const mondayOf = (day) => addDays(day, 0 - ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));

/** @param {string} day @returns {string} ISO 8601 week, for example "2026-W53" */
export function isoWeek(day) {
  // A week belongs to the year of its Thursday.
  const thursday = addDays(mondayOf(day), 3);
  const year = thursday.slice(0, 4);
  const days = (Date.parse(`${thursday}T00:00:00Z`) - Date.parse(`${year}-01-01T00:00:00Z`)) / 86_400_000;
  return `${year}-W${String(Math.floor(days / 7) + 1).padStart(2, "0")}`;
}

/**
 * Takes in what the learner did in lessons and quizzes. A weak item becomes a card or starts again; one that is right at
 * first sight becomes none, and a right answer elsewhere changes no date.
 * @param {readonly Card[]} cards
 * @param {readonly Evidence[]} evidence in any order
 * @param {string} since ISO; what is older was cleared
 * @returns {Card[]} the cards that are new or changed
 */
export function collect(cards, evidence, since = "") {
  /** @type {Map<string, Evidence>} */
  const latest = new Map();
  for (const one of evidence) {
    const known = latest.get(one.item);
    if (one.at > since && (!known || one.at > known.at)) latest.set(one.item, one);
  }
  const byItem = new Map(cards.map((card) => [card.item, card]));
  /** @type {Card[]} */
  const changed = [];
  for (const { item, hash, isWeak, at } of latest.values()) {
    const card = byItem.get(item);
    if (!isWeak || (card && card.at >= at)) continue;
    changed.push({ item, hash, step: 0, due: addDays(dayOf(new Date(at)), 1), at, reviewed: card?.reviewed ?? null });
  }
  return changed;
}

/**
 * @param {readonly Card[]} cards
 * @param {Record<string, {hash: string}>} items of the course today
 * @returns {Card[]} without items that are gone; a changed item starts again
 */
export function fitting(cards, items) {
  return cards
    .filter(({ item }) => Object.hasOwn(items, item))
    .map((card) => (card.hash === items[card.item].hash ? card : { ...card, hash: items[card.item].hash, step: 0 }));
}

/**
 * @param {Card} card
 * @param {Review} review
 * @param {readonly number[]} gaps days
 * @returns {Card}
 */
export function reviewed(card, { isRight, isHinted, at, day }, gaps) {
  const base = { ...card, at, reviewed: day };
  if (!isRight) return { ...base, step: 0, due: addDays(day, 1) };
  // With a hint the item was not known: the gap does not grow.
  if (isHinted) return { ...base, due: addDays(day, card.step ? gaps[card.step - 1] : 1) };
  if (card.step === gaps.length) return { ...base, due: null };
  return { ...base, step: card.step + 1, due: addDays(day, gaps[card.step]) };
}

/** @param {readonly Card[]} cards @param {string} today @returns {number} how many items may still be asked today */
const roomOn = (cards, today) =>
  Math.max(0, DAILY_LIMIT - cards.filter((card) => card.reviewed === today).length);

/** @param {readonly Card[]} cards @returns {(Card & {due: string})[]} most overdue first */
const queueOf = (cards) =>
  /** @type {(Card & {due: string})[]} */ (cards.filter(({ due }) => due !== null)).sort((a, b) =>
    a.due + a.item < b.due + b.item ? -1 : 1,
  );

/**
 * @param {readonly Card[]} cards
 * @param {string} today
 * @returns {{now: Card[], waiting: number}} what to ask today, and how many due items are too many for today
 */
export function dueOn(cards, today) {
  const due = queueOf(cards).filter((card) => card.due <= today);
  const now = due.slice(0, roomOn(cards, today));
  return { now, waiting: due.length - now.length };
}

/**
 * @param {readonly Card[]} cards
 * @param {string} today
 * @returns {{day: string, count: number}[]} the days with a review from today on, if each is done on its day
 */
export function planned(cards, today) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  const room = (/** @type {string} */ day) => (day === today ? roomOn(cards, today) : DAILY_LIMIT);
  for (const { due } of queueOf(cards)) {
    let day = due > today ? due : today;
    while ((counts.get(day) ?? 0) >= room(day)) day = addDays(day, 1);
    counts.set(day, (counts.get(day) ?? 0) + 1);
  }
  return [...counts].sort().map(([day, count]) => ({ day, count }));
}
