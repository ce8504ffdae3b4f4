/**
 * Every English sentence the browser shows. Nothing else in the browser code holds text.
 *
 * Plain language on purpose: short, present tense, no blame. Functions take what the sentence
 * needs, already formatted. Named exports, so that each bundle carries only the sentences it shows.
 */

/**
 * @param {number} count
 * @param {string} one
 * @param {string} many
 */
const plural = (count, one, many) => `${count} ${count === 1 ? one : many}`;

// --- items
export const check = "Check";
export const checked = "Checked";
export const tryAgain = "Try again";
export const practiseAgain = "Clear and practise again";
export const done = "Done";
export const showModelAnswer = "Show a model answer";
export const respondFirst = "Choose or write something first.";

export const verdictRight = "Right";
export const verdictPartly = "Partly right";
export const verdictWrong = "Not right";
export const verdictBest = "The best choice";
export const verdictAcceptable = "Acceptable, and there is a better choice";
export const verdictPoor = "Not a good choice";
export const verdictThanks = "Saved. There is no right or wrong here.";
/** @param {number} right @param {number} all */
export const partsRight = (right, all) => `${right} of ${all} right`;
/** @param {number} right @param {number} all */
export const neighboursRight = (right, all) => `${right} of ${all} steps follow each other as they should`;

export const markRight = "Right";
export const markWrong = "Not right";
export const markKey = "Right answer";
export const markBest = "Best choice";
export const markAcceptable = "Acceptable";
export const markPoor = "Not a good choice";
export const markMissed = "Also right";
export const markPlace = "Right place";
export const markOtherPlace = "Belongs elsewhere";

export const moveUp = "Move up";
export const moveDown = "Move down";
/** @param {string} text */
export const moveUpNamed = (text) => `Move up: ${text}`;
/** @param {string} text */
export const moveDownNamed = (text) => `Move down: ${text}`;
/** @param {string} text @param {number} place @param {number} all */
export const moved = (text, place, all) => `${text}: now ${place} of ${all}`;
export const keepOrder = "Keep this order";
export const orderKept = "This order is your response.";

// --- attempt
/** @param {number} n @param {number} all */
export const itemOf = (n, all) => `Item ${n} of ${all}`;
/** @param {number} count */
export const itemCount = (count) => `${plural(count, "item", "items")} in this quiz.`;
/** @param {string} percent */
export const masteryRule = (percent) => `You pass with ${percent} or more. Exactly ${percent} is enough.`;
export const noMastery = "There is no pass mark.";
export const savedAsYouGo = "Your answers are saved as you go, in this browser.";
/** @param {number} used @param {number} allowed */
export const attemptsUsed = (used, allowed) => `You have used ${used} of ${plural(allowed, "attempt", "attempts")}.`;
export const start = "Start";
/** @param {number} n */
export const continueAt = (n) => `Continue at item ${n}`;
export const continueReview = "Continue: review and hand in";
export const previous = "Previous";
export const next = "Next";
export const finish = "Finish";
export const review = "Review and hand in";
export const showAll = "Show all items on one page";
/** @param {number} answered @param {number} all */
export const answeredOf = (answered, all) => `${answered} of ${all} answered`;
export const versionChanged = "This quiz has changed since you began: your answers to unchanged items are kept, the others are asked again.";
export const profileChanged = "Another person now learns in this browser, so this page started afresh.";

// --- review
export const reviewTitle = "Before you hand in";
export const reviewTitlePractice = "Before you finish";
export const allAnswered = "Every item has an answer.";
/** @param {number} count */
export const unanswered = (count) => `${plural(count, "item has", "items have")} no answer yet:`;
export const yourName = "Your name, as it should stand in the record";
export const nameMissing = "Write your name.";
export const attestationMissing = "Tick the sentence above to confirm it.";
/** @param {string} problems */
export const notSubmitted = (problems) => `Not handed in yet. ${problems}`;
export const backToItems = "Back to the items";
export const submit = "Hand in";
export const finishNow = "Finish now";

// --- result
export const resultTitle = "Your result";
export const savedTitle = "Your answers are saved";
/** @param {string} when */
export const savedAt = (when) => `Handed in on ${when}.`;
export const notGraded = "They are graded when your training team receives your training record.";
export const indicative = "Indicative result. The result that counts is the one your training team confirms.";
export const recordLink = "Open “My training record”";
export const recordHint = "Download your training record and send it to your training team.";
export const downloadRecord = "Download my training record";
/** @param {string} percent @param {string} points @param {number} all */
export const scoreLine = (percent, points, all) => `${percent} (${points} of ${plural(all, "point", "points")})`;
export const unscored = "This quiz has no score.";
export const passed = "Passed";
export const notPassed = "Not passed yet";
export const noResponse = "No answer";
export const notScored = "Not scored";
/** @param {string} title */
export const readAgain = (title) => `Read again: ${title}`;
export const allItems = "Item by item";
export const retryWrong = "Practise the wrong ones again";
export const retryNote = "A practice round of the items that were not right. It does not change your result.";
export const retryDone = "Practice round finished";
export const newAttempt = "New attempt";
/** @param {string} when */
export const lastAttempt = (when) => `Last attempt: ${when}.`;

// --- scenarios
/** @type {Record<"furious"|"angry"|"uneasy"|"calm"|"pleased", string>} */
export const moods = { furious: "furious", angry: "angry", uneasy: "uneasy", calm: "calm", pleased: "pleased" };
/** @param {number} n */
export const decision = (n) => `Decision ${n}`;
export const decide = "Decide";
export const goOn = "Go on";
export const seeEnding = "See how it ends";
export const oneStepBack = "One step back";
export const startAgain = "Start again";
export const wayIsSaved = "Your way through is saved in this browser. Nobody else sees it.";
export const you = "You:";
/** @param {number} count */
export const conversationSoFar = (count) => `The conversation so far (${plural(count, "decision", "decisions")})`;
export const lookingBack = "Looking back";
export const whatItCalledFor = "What it called for, and what you did";
export const itemUsed = "You used it";
export const itemHalf = "You used a part of it";
export const itemSkipped = "You skipped it";
export const itemRepaired = "You missed it first, and put it right later";
export const itemUnmet = "Not needed on this way";
export const onlyForYou = "This is only for you. Try another way: one step back, or from the start.";
/** @param {string} title */
export const backToModule = (title) => `Back to “${title}”`;
export const rolePlay = "Play it with a colleague";
export const rolePlayText = "One of you plays the partner and reads from the trainer sheet. The other one decides, with the learner sheet.";
export const printTrainerSheet = "Print the trainer sheet";
export const printLearnerSheet = "Print the learner sheet";
/** @param {number} done @param {number} all */
export const scenariosDone = (done, all) => `${done} of ${plural(all, "scenario", "scenarios")} completed`;
export const scenarioCompleted = "Completed";
export const scenarioStarted = "Started";

// --- delivery
export const beingChecked = "Your answers are being checked …";
export const offline = "You are offline. Your answers are saved on this computer and will be sent when you are online.";
export const unreachable = "Your answers are saved on this computer and will be sent as soon as possible.";
export const received = "Your training team has your answers and will tell you the result.";
/** @param {string} reason a sentence */
export const refused = (reason) =>
  `Your answers could not be taken in automatically. ${reason} They stay in your training record.`;
/** @param {string} percent */
export const resultIs = (percent) => `Your result: ${percent}`;
export const byLesson = "Lesson by lesson";
export const openCertificate = "Open your certificate";
/** @param {number} count */
export const notDelivered = (count) => `${plural(count, "result", "results")} not delivered yet.`;
/** @param {number} count */
export const othersNotDelivered = (count) => `${plural(count, "result", "results")} of somebody else not delivered yet.`;
export const keepsTrying = "This course tries again by itself. You can also send your training record to your training team.";
export const keepOpen = "This browser keeps nothing. Leave this page open until everything is delivered.";
export const tryNow = "Try now";
export const trying = "Trying to deliver …";
export const delivered = "Everything is delivered.";

// --- personal link
/** @param {string} path title, or "" */
export const linkGreeting = (path) => `You are using your personal link.${path && ` Your path: ${path}.`}`;
/** @param {string} day */
export const linkExpired = (day) => `This link expired on ${day}. Ask the person who sent it to you for a new one.`;
export const linkBroken = "This personal link is not complete. Ask the person who sent it to you.";
export const linkElsewhere = "This personal link belongs to another course. Ask the person who sent it to you.";
export const linkMemory = "This browser keeps nothing: open your link again when you come back.";
/** @param {string} path title, or "" @param {string} day */
export const linkLabel = (path, day) => `someone with a personal link (${path && `${path}, `}here since ${day})`;
/** @param {string} reason */
export const linkFailed = (reason) => `Your personal link could not be kept in this browser (${reason}).`;

// --- storage
export const storageMemory = "This browser does not keep your answers: they are lost when you close or reload this page. Finish in one go.";
/** @param {string} reason */
export const saveFailed = (reason) =>
  `Your last answer could not be saved in this browser (${reason}). Keep this page open and try again.`;
export const broken = "This quiz cannot run here because its data is damaged. Please tell your trainer.";

// --- progress
export const read = "Read";
export const notStarted = "Not started";
/** @param {number} read @param {number} all */
export const lessonsRead = (read, all) => `${read} of ${plural(all, "lesson", "lessons")} read`;
export const allLessonsRead = "All lessons read";
/** @param {string} percent */
export const quizPassed = (percent) => `Quiz passed (${percent})`;
/** @param {string} percent */
export const quizNotPassed = (percent) => `Quiz not passed yet (best ${percent})`;
/** @param {string} percent */
export const quizDone = (percent) => `Quiz finished (${percent})`;
export const quizHandedIn = "Quiz handed in, not graded yet";
export const quizStarted = "Quiz begun";
export const continueTitle = "Continue where you left off";

// --- profiles
export const whoLearns = "Who learns here?";
/** @param {string} name */
export const learningAs = (name) => `You learn as ${name}.`;
export const noName = "No name given yet. You can learn without one.";
export const unnamed = "someone without a name";
export const nameLabel = "Your name";
export const addName = "Save name";
export const addPerson = "Someone else learns here";
export const add = "Add";
/** @param {string} name */
export const switchTo = (name) => `Switch to ${name}`;
export const cancel = "Cancel";
export const sharedNote = "Each person has their own answers. This is not a password: anyone at this computer can switch.";
export const clear = "Finish and clear this computer";
/** @param {string} name */
export const clearTitle = (name) => `Clear everything of ${name}?`;
export const clearText = "All answers, progress and records of this person are deleted from this browser. They cannot be brought back. Download the training record first.";
export const clearConfirm = "Delete everything";
/** @param {number} count */
export const clearUndelivered = (count) =>
  `${plural(count, "result", "results")} not delivered yet. If you delete everything now, your training team gets them only from the file.`;
export const cleared = "Everything of this person is deleted from this browser.";

// --- training record
export const attemptsCaption = "All attempts on this computer";
export const noAttempts = "No finished quiz yet. Every quiz you finish appears here.";
export const columnDate = "Date";
export const columnQuiz = "Quiz";
export const columnKind = "Kind";
export const columnResult = "Result";
export const kindPractice = "Practice";
export const kindRecord = "For the record";
/** @param {string} percent */
export const resultPassed = (percent) => `${percent}, passed`;
/** @param {string} percent */
export const resultFailed = (percent) => `${percent}, not passed`;
export const savedNotGraded = "Saved, not graded yet";
export const savedNotSent = "Not delivered yet";
export const sentNotGraded = "Delivered, not graded yet";
/** @param {string} reason a sentence */
export const savedRefused = (reason) => `Not delivered: send your training record. ${reason}`;
export const openResult = "Open a result file from your training team";
export const resultOpened = "The result is added to the table.";
export const resultUnknown = "That file belongs to an attempt that is not on this computer.";
export const resultInvalid = "That file is not a result file of this course.";
export const downloaded = "training-record.json is in your downloads.";

// --- certificate
export const certificateNone = "Nothing handed in yet. Finish the assessment first; this page then confirms it.";
export const confirmationTitle = "Confirmation";
export const certificateTitle = "Certificate";
/** @param {string} quiz @param {string} when */
export const confirmation = (quiz, when) => `The answers to “${quiz}” were handed in on ${when}.`;
export const confirmationPending = "The result is not known yet. Once it is, open the result file under “My training record”.";
/** @param {string} percent */
export const confirmationFailed = (percent) => `Result: ${percent}. That is below the pass mark; a new attempt is possible.`;
export const certifies = "This certifies that";
export const completed = "has completed the course";
export const nameUnknown = "(no name given)";
export const issued = "Passed on";
export const validUntil = "Valid until";
export const score = "Score";
export const version = "Assessment version";
export const signatory = "Signed for the organisation";
export const selfDeclared = "The name is as the learner gave it.";
export const printedName = "Name to print on the certificate";
export const printedNameNote = "It is printed only, and kept nowhere.";
export const print = "Print or save as PDF";

// --- role paths
export const pathYours = "This is your path.";
export const pathOfLink = "This is your path: your personal link names it.";
/** @param {string} title */
export const pathTake = (title) => `Take this path: ${title}`;
/** @param {string} title */
export const pathChosen = (title) => `Your path is now: ${title}. Below you see its modules.`;
/** @param {number} done @param {number} all */
export const modulesDone = (done, all) => `${done} of ${plural(all, "module", "modules")} done.`;
export const pathUnknown = "The address names a path that this course does not have. Choose one of these.";
export const recommended = "Recommended on your path";
export const notOnPath = "Not on your path";
/** @param {number} count */
export const showOther = (count) => `Show ${plural(count, "other module", "other modules")}`;
export const showPath = "Show my path only";
/** @param {string} title */
export const certifiedPath = (title) => `Path: ${title}`;

// --- instruments
/** @type {Record<"before"|"after"|"later", string>} */
export const occasions = { before: "Before", after: "After", later: "In 30 days" };
/** @type {Record<"before"|"after"|"later", string>} */
export const occasionLabels = {
  before: "Before the training",
  after: "After the training",
  later: "30 days after the training",
};
export const occasionTitle = "When do you rate?";
/** @param {string} name */
export const occasionChosen = (name) => `You rate now for: ${name}.`;
/** @param {number} rated @param {number} all */
export const ratedOf = (rated, all) => `${rated} of ${all} statements rated`;
/** @param {number} rated @param {number} all */
export const ratedTooFew = (rated, all) => `Rate at least half of the statements first (${rated} of ${all} so far).`;
export const profileTitle = "Your profile";
export const profileEmpty = "Rate the statements above. Your profile then appears here.";
export const chartLabel = "Bars for each category and occasion. The table below has the same figures.";
export const percentMeaning = "0 % means the lowest rating everywhere, 100 % the highest.";
export const category = "Category";
export const statement = "Statement";
export const changeTitle = "Change";
/** @param {number} points */
export const change = (points) => (points === 0 ? "no change" : `${points > 0 ? "+" : "\u2212"}${Math.abs(points)} points`);
/** @param {string} occasion */
export const adviceTitle = (occasion) => `What to do next (from: ${occasion})`;
export const downloadRatings = "Download my ratings as a table";
export const printTeamSheet = "Print a team sheet";
export const printProfile = "Print my profile";
export const forgetRatings = "Delete the ratings of this occasion";
export const forgetReally = "Press again to delete them for good";
/** @param {string} occasion */
export const ratingsForgotten = (occasion) => `The ratings for “${occasion}” are deleted.`;
/** @param {string} name */
export const ratingsDownloaded = (name) => `${name} is in your downloads.`;
export const ratingsPrivate = "Your ratings are kept in this browser only. They are in no training record, and nobody else sees them.";
