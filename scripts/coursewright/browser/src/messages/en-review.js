/**
 * The English sentences of the review deck and the warm-up; see en.js. A file of their own, because the minifier takes its
 * short names from all letters of a file: in en.js they would change the bytes, and the size, of every other bundle.
 */

/**
 * @param {number} count
 * @param {string} one
 * @param {string} many
 */
const plural = (count, one, many) => `${count} ${count === 1 ? one : many}`;

// --- review deck
export const deckToday = "Today";
/** @param {number} count */
export const deckDue = (count) => `${plural(count, "item is", "items are")} due today:`;
/** @param {string} stem @param {string} day */
export const deckSince = (stem, day) => `${stem} (due since ${day})`;
/** @param {number} count */
export const deckWaiting = (count) => `${plural(count, "more item waits", "more items wait")} for another day.`;
export const deckNothing = "Nothing is due today.";
export const deckEmpty = "Your review is empty. Items come here when an answer in a lesson or a module quiz was not right.";
export const deckStart = "Start the review";
export const deckDates = "Next dates";
/** @param {string} day @param {number} count */
export const deckDate = (day, count) => `${day}: ${plural(count, "item", "items")}`;
/** @param {number} count */
export const deckMoreDates = (count) => `${plural(count, "later date", "later dates")}.`;
export const deckCalendar = "Download the dates for my calendar";
export const deckCalendarDone = "review-dates.ics is in your downloads. Open it to add the dates to your calendar.";
export const deckEvent = "Your review of a few items is due. It takes about five minutes and is optional.";
export const deckYourReview = "Your review";
export const deckSwitchOff = "Switch the review off";
export const deckSwitchOn = "Switch the review on";
export const deckIsOff = "The review is switched off. Nothing new comes in, and nothing is asked.";
export const deckClear = "Clear my review";
export const deckClearTitle = "Clear your review?";
export const deckClearText = "All items and dates of your review are deleted from this browser. Your answers in lessons and quizzes stay.";
export const deckCleared = "Your review is empty.";
export const deckClearConfirm = "Clear it";
/** @param {string} day */
export const deckNext = (day) => `This item comes back on ${day}.`;
export const deckLeft = "Right again: this item has left your review.";
export const deckFinish = "Finish";
/** @param {number} right @param {number} all */
export const deckDone = (right, all) => `Done for today: ${right} of ${all} right.`;

// --- warm-up
export const warmUpTitle = "This week's items";
/** @param {number} count */
export const warmUpReady = (count) => `${plural(count, "item", "items")} from the modules you have done.`;
export const warmUpNone = "Finish the quiz of a module first. From then on, a warm-up waits here every Monday.";
export const warmUpStart = "Start the warm-up";
export const warmUpAdded = "This item is now in your review.";
/** @param {number} right @param {number} all */
export const warmUpDone = (right, all) => `Warm-up done: ${right} of ${all} right. New items come next Monday.`;
