/**
 * `<course-record>`: "My training record": every attempt on this computer, the file for the training team, and the way
 * back for their result files.
 */
import * as messages from "../messages/en.js";
import { readResultFile } from "../trackers/training_record.js";
import { clearPanel, downloadRecord } from "./clear-panel.js";
import { button, deliveryData, h } from "./dom.js";
import { dateTime, percent } from "./format.js";
import { profileLabel } from "./profile-label.js";
import { storageNotice } from "./quiz-data.js";
import { StoreElement } from "./store-element.js";

/** @import { Store } from "../storage/store.js" */
/** @import { Sent } from "../storage/rows.js" */
/** @import { ResultFile } from "../trackers/training_record.js" */

/** @param {ResultFile | undefined} result @param {Sent | undefined} sent */
function resultWords(result, sent) {
  if (deliveryData().intake && !sent) return messages.savedNotSent;
  if (sent?.message) return messages.savedRefused(sent.message);
  if (!result) return sent ? messages.sentNotGraded : messages.savedNotGraded;
  const share = percent(result.score);
  if (result.passed === null) return share;
  return result.passed ? messages.resultPassed(share) : messages.resultFailed(share);
}

/**
 * Takes in a result file.
 *
 * @param {Store} store
 * @param {string} course IRI
 * @param {File} file chosen by the learner; anything may be in it
 * @returns {Promise<string>} what to tell the learner
 */
async function openResult(store, course, file) {
  try {
    const result = readResultFile(await file.text());
    if (result.course !== course) return messages.resultInvalid;
    const attempt = (await store.attempts()).find(({ attempt: id }) => id === result.attempt);
    if (attempt?.quiz !== result.quiz || attempt.quiz_version !== result.quiz_version) return messages.resultUnknown;
    await store.saveResult(result.attempt, result);
    return messages.resultOpened;
  } catch {
    return messages.resultInvalid;
  }
}

export class CourseRecord extends StoreElement {
  /** @override */
  static kinds = /** @type {const} */ (["profile", "attempt", "result", "sent"]);

  #status = h("p", { class: "course-status", role: "status" });

  static define(tag = "course-record") {
    this.defineAs(tag);
  }

  /** @override @param {Store} store */
  async draw(store) {
    const course = this.dataset.course ?? "";
    const profile = await store.currentProfile();
    const attempts = (await store.attempts()).reverse();
    const say = (/** @type {string} */ words) => {
      this.#status.textContent = words;
    };
    this.replaceChildren(
      ...[
        // Where the profile stands on the same page, it says so.
        document.querySelector("course-profile") ? null : storageNotice(store),
        (profile?.name || profile?.enrolment) && h("p", {}, messages.learningAs(profileLabel(profile))),
        attempts.length ? await this.#table(store, attempts) : h("p", {}, messages.noAttempts),
        this.#status,
        attempts.length > 0 && this.#files(store, course, say),
        profile && !document.querySelector("course-profile") && clearPanel(store, course, profile, say),
      ].filter((child) => child !== null && child !== false && child !== undefined && child !== ""),
    );
  }

  /** @param {Store} store @param {Awaited<ReturnType<Store["attempts"]>>} attempts */
  async #table(store, attempts) {
    const results = await store.results();
    const sent = await store.sent();
    const titles = new Map((await store.visits()).map(({ lesson, title }) => [lesson, title]));
    const head = [messages.columnDate, messages.columnQuiz, messages.columnKind, messages.columnResult];
    return h(
      "table",
      "course-table",
      h("caption", {}, messages.attemptsCaption),
      h("thead", {}, h("tr", {}, ...head.map((title) => h("th", { scope: "col" }, title)))),
      h(
        "tbody",
        {},
        ...attempts.map(({ attempt, quiz, submitted, attestation }) =>
          h(
            "tr",
            {},
            h("td", {}, dateTime(submitted)),
            h("td", {}, titles.get(`quiz/${quiz}`) || quiz),
            h("td", {}, attestation === null ? messages.kindPractice : messages.kindRecord),
            h("td", {}, resultWords(results.get(attempt), sent.get(attempt))),
          ),
        ),
      ),
    );
  }

  /** @param {Store} store @param {string} course @param {(words: string) => void} say */
  #files(store, course, say) {
    const file = h("input", { type: "file", id: "course-result-file", accept: ".json,application/json" });
    file.addEventListener("change", async () => {
      const [chosen] = file.files ?? [];
      if (chosen) say(await openResult(store, course, chosen));
      file.value = "";
    });
    const download = async () => {
      await downloadRecord(store, course);
      say(messages.downloaded);
    };
    return h(
      "div",
      {},
      h("p", {}, button(messages.downloadRecord, () => void download(), true)),
      h("p", "course-entry", h("label", { for: file.id }, messages.openResult), file),
    );
  }
}
