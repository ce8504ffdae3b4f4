/**
 * The screens around the items: before, just before handing in, afterwards. Pure builders: they get a model and
 * callbacks and return an element.
 */
import { decimal, parseFraction } from "../core/fraction.js";
import * as messages from "../messages/en.js";
import { button, h } from "./dom.js";
import { dateTime, gained, percent } from "./format.js";
import { verdictOf } from "./item-view.js";

/** @import { AttemptResult } from "../core/scoring.js" */
/** @import { QuizData } from "./quiz-data.js" */
/** @import { Child } from "./dom.js" */

/** @param {string} title @param {...Child} children */
const panel = (title, ...children) =>
  h("div", "course-panel", title && h("h2", "course-panel__title", title), ...children);

/** @param {...Child} children */
const actions = (...children) => h("div", "course-panel__actions", ...children);

/** @param {string | null} masteryScore */
const rule = (masteryScore) => (masteryScore ? messages.masteryRule(percent(masteryScore)) : messages.noMastery);

/**
 * @typedef {object} Start
 * @property {number} count items per attempt
 * @property {string | null} masteryScore
 * @property {string | null} last when the last attempt was handed in
 * @property {number} used attempts so far
 * @property {number | null} allowed null: as many as one likes
 * @property {string | null} resume label of the button that continues
 * @property {() => void} onStart
 * @property {() => void} onContinue
 */

/** @param {Start} model */
export function startPanel(model) {
  const isLeft = model.allowed === null || model.used < model.allowed;
  return panel(
    "",
    h("p", "course-panel__lead", messages.itemCount(model.count)),
    h("p", {}, `${rule(model.masteryScore)} ${messages.savedAsYouGo}`),
    model.last && h("p", {}, messages.lastAttempt(dateTime(model.last))),
    model.allowed !== null && h("p", {}, messages.attemptsUsed(model.used, model.allowed)),
    actions(
      model.resume && button(model.resume, model.onContinue, true),
      !model.resume && isLeft && button(messages.start, model.onStart, true),
    ),
  );
}

/**
 * @typedef {object} Review
 * @property {boolean} isRecord
 * @property {{stem: string, position: number}[]} open items without a (complete) response
 * @property {string | null} attestation
 * @property {boolean} isNameAsked
 * @property {(position: number) => void} onGo
 * @property {() => void} onBack
 * @property {(name: string) => Promise<void>} onSubmit
 */

/** @param {Review} model */
export function reviewPanel(model) {
  const name = h("input", { type: "text", id: "course-name", class: "course-field", autocomplete: "name", maxlength: "200" });
  const tick = h("input", { type: "checkbox", id: "course-attestation" });
  const problem = h("p", { class: "course-problem", id: "course-problem", role: "alert" });
  const submit = async () => {
    const isNamed = !model.isNameAsked || name.value.trim() !== "";
    const isTicked = !model.attestation || tick.checked;
    name.setAttribute("aria-invalid", String(!isNamed));
    tick.setAttribute("aria-invalid", String(!isTicked));
    const problems = [!isNamed && messages.nameMissing, !isTicked && messages.attestationMissing].filter(Boolean);
    problem.textContent = problems.length ? messages.notSubmitted(problems.join(" ")) : "";
    if (problems.length) (isNamed ? tick : name).focus();
    else await model.onSubmit(name.value).catch((error) => (problem.textContent = messages.saveFailed(String(error))));
  };
  for (const field of [name, tick]) field.setAttribute("aria-describedby", problem.id);
  return panel(
    model.isRecord ? messages.reviewTitle : messages.reviewTitlePractice,
    h("p", {}, model.open.length ? messages.unanswered(model.open.length) : messages.allAnswered),
    h(
      "ul",
      "course-panel__list",
      ...model.open.map(({ stem, position }) => {
        const link = button(`${position + 1}. ${stem}`, () => model.onGo(position));
        link.className = "course-link";
        return h("li", {}, link);
      }),
    ),
    model.isNameAsked && h("p", "course-entry", h("label", { for: name.id }, messages.yourName), name),
    model.attestation && h("p", "course-option course-attestation", tick, h("label", { for: tick.id }, model.attestation)),
    problem,
    actions(
      button(messages.backToItems, model.onBack),
      button(model.isRecord ? messages.submit : messages.finishNow, () => void submit(), true),
    ),
  );
}

/**
 * @typedef {object} Outcome
 * @property {QuizData} data
 * @property {AttemptResult | null} result null: sealed, nobody here knows
 * @property {string} attempt UUID
 * @property {string} submitted ISO
 * @property {{id: string, stem: string, isAnswered: boolean}[]} items
 * @property {boolean} isRetry
 * @property {boolean} isLeft whether another attempt is allowed
 * @property {() => void} onRetry
 * @property {() => void} onNew
 */

/** @param {Outcome} model */
export function resultPanel(model) {
  const { data, result } = model;
  const isRecord = data.form.kind === "record";
  const wrong = [...(result?.byItem ?? [])].filter(([, score]) => verdictOf(score) !== "right");
  const title = isRecord ? messages.savedTitle : model.isRetry ? messages.retryDone : messages.resultTitle;
  return panel(
    title,
    isRecord && h("p", {}, messages.savedAt(dateTime(model.submitted))),
    isRecord && result && h("p", {}, messages.indicative),
    ...(result ? scoreLines(model, result) : []),
    isRecord && fate(model),
    result && h("h3", {}, messages.allItems),
    result && h("ol", "course-panel__list", ...model.items.map((item) => resultRow(model, result, item))),
    wrong.length > 0 && !isRecord && h("p", "course-panel__note", messages.retryNote),
    actions(
      wrong.length > 0 && !isRecord && button(messages.retryWrong, model.onRetry, true),
      model.isLeft && button(messages.newAttempt, model.onNew, !isRecord && !wrong.length),
    ),
  );
}

/** What becomes of the record is known to another bundle. @param {Outcome} model */
function fate({ data: { form, links, lessons }, attempt }) {
  const element = document.createElement("course-result");
  const { course, masteryScore } = form;
  const { record = "", certificate = "" } = links;
  Object.assign(element.dataset, { course, attempt, record, certificate, rule: rule(masteryScore) });
  element.dataset.lessons = JSON.stringify(lessons);
  if (masteryScore) element.dataset.mastery = decimal(parseFraction(masteryScore));
  return element;
}

/** @param {Outcome} model @param {AttemptResult} result */
function scoreLines({ data, isRetry }, result) {
  if (!result.score) return [h("p", {}, messages.unscored)];
  const points = [...result.byItem.keys()].reduce((sum, id) => sum + Number(data.form.items[id].points), 0);
  const [n, d] = result.score.split("/").map(BigInt);
  const verdict = result.passed ? "right" : "partly";
  const word = result.passed ? messages.passed : messages.notPassed;
  return [
    h("p", "course-score", messages.scoreLine(percent(result.score), gained({ n, d }, points), points)),
    result.passed !== null && !isRetry && h("p", { class: "course-result__verdict", "data-verdict": verdict }, word),
    !isRetry && h("p", {}, rule(data.form.masteryScore)),
  ];
}

/** @param {Outcome} model @param {AttemptResult} result @param {{id: string, stem: string, isAnswered: boolean}} item */
function resultRow({ data }, result, item) {
  const score = result.byItem.get(item.id);
  const verdict = score && verdictOf(score);
  const lesson = data.lessons[data.form.items[item.id].objective ?? ""];
  const words = {
    right: messages.verdictRight,
    partly: messages.verdictPartly,
    wrong: messages.verdictWrong,
    key: "",
  };
  const word = !verdict ? messages.notScored : item.isAnswered ? words[verdict] : messages.noResponse;
  return h(
    "li",
    {},
    h("a", { href: `#item-${item.id.replace("/", "--")}` }, item.stem),
    h("span", { class: "course-mark", "data-verdict": verdict ?? "none" }, ` ${word}`),
    verdict && verdict !== "right" && lesson && h("br"),
    verdict && verdict !== "right" && lesson && h("a", { href: lesson.href }, messages.readAgain(lesson.title)),
  );
}
