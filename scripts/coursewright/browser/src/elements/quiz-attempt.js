/**
 * `data-mode="quiz"`: one attempt from start to result. Holds the state, asks `core/attempt.js` what happens next, keeps
 * the draft, and puts the right screen on the page.
 */
import { NO_ATTEMPT, carryOver, reduce } from "../core/attempt.js";
import { formFor } from "../core/random.js";
import { isRight } from "../core/scoring.js";
import { isoNow } from "../core/time.js";
import { newUuid } from "../core/uuid.js";
import * as messages from "../messages/en.js";
import { FileTracker } from "../trackers/file.js";
import { all, focusOn } from "./dom.js";
import { DraftKeeper } from "./draft-keeper.js";
import { isComplete } from "./interactions/index.js";
import { ItemView } from "./item-view.js";
import { notice, storageNotice } from "./quiz-data.js";
import { resultPanel, reviewPanel, startPanel } from "./quiz-panels.js";
import { gradeState, keepResult } from "./quiz-result.js";
import { QuizStage } from "./quiz-stage.js";

/** @import { Action, AttemptState } from "../core/attempt.js" */
/** @import { QuizStore } from "../storage/quiz-store.js" */
/** @import { QuizData } from "./quiz-data.js" */

export class QuizAttempt {
  #data;
  /** For all paths, as the page carries it. */
  #form;
  #store;
  #stage;
  #drafts;
  #tracker;
  /** @type {AttemptState} */
  #state = NO_ATTEMPT;
  /** @type {Map<string, HTMLElement>} */
  #sections;
  /** @type {Map<string, ItemView>} */
  #views = new Map();
  /** @type {string | null} */
  #profile = null;
  /** Whether this tab already showed the attempt: then a reload goes straight back to the item. */
  #isEntered = false;

  /** @param {HTMLElement} element @param {QuizData} data @param {QuizStore} store */
  constructor(element, data, store) {
    this.#data = data;
    this.#form = data.form;
    this.#store = store;
    this.#tracker = new FileTracker(store);
    this.#sections = new Map(all(element, ".course-item").map((section) => [section.dataset.item ?? "", section]));
    this.#stage = new QuizStage(element, data, {
      onGo: (position) => this.#go(position, true),
      onFinish: () => this.#finish(),
      onTouch: (position) => this.#go(position, false),
    });
    this.#drafts = new DraftKeeper(store, data.form.quiz, (error) => this.#sayFailed(error));
    this.#stage.say(storageNotice(store));
  }

  /** @param {unknown} error */
  #sayFailed(error) {
    this.#stage.say(notice(messages.saveFailed(String(error))));
  }

  /** Reads the stored attempt and shows it. */
  async load() {
    const form = formFor(this.#form, (await this.#store.currentProfile())?.path);
    this.#data = { ...this.#data, form };
    this.#profile = this.#store.profile;
    const stored = await this.#store.draft(form.quiz);
    const carried = carryOver(stored, form);
    const isStale = carried?.phase === "done" && carried.version !== form.version;
    const state = carried && !isStale ? carried : NO_ATTEMPT;
    if (stored && state !== NO_ATTEMPT && stored.version !== form.version) {
      this.#stage.say(notice(messages.versionChanged));
      this.#drafts.save(state);
    }
    this.#state = reduce(state, { type: "resume", now: isoNow() });
    this.#isEntered = this.#drafts.isEntered(state.attempt);
    await this.#show();
  }

  /** @returns {() => void} stops listening to the store */
  connect() {
    return this.#store.onChange(async ({ kind, id, own }) => {
      if (kind === "draft" && id === this.#data.form.quiz && !own) await this.load();
      // The first write makes a profile without a word; only a change from one person to another matters.
      if (this.#profile && kind !== "profile") return;
      const { profile } = this.#store;
      if (this.#profile && profile !== this.#profile) {
        this.#stage.say(notice(messages.profileChanged));
        await this.load();
      }
      this.#profile = profile;
    });
  }

  /** @param {Action} action */
  #dispatch(action) {
    this.#state = reduce(this.#state, action);
    this.#drafts.save(this.#state);
  }

  /** @param {string} id */
  #view(id) {
    const { form, keys } = this.#data;
    const isPractice = form.kind === "practice";
    const known = this.#views.get(id);
    if (known) return known;
    const section = /** @type {HTMLElement} */ (this.#sections.get(id));
    const view = new ItemView(section, form.items[id], keys?.[id] ?? null, {
      onRespond: (item) => {
        this.#dispatch({ type: "respond", item: id, response: item.read(), now: isoNow() });
        this.#progress();
      },
      onCheck: isPractice ? (item) => this.#check(item) : null,
      onHint: () => this.#state.hinted.includes(id) || this.#dispatch({ type: "hint", item: id }),
    });
    this.#views.set(id, view);
    return view;
  }

  get #current() {
    return this.#state.items.map((id) => this.#view(id));
  }

  /** @param {string} id */
  #isAnswered(id) {
    return isComplete(this.#data.form.items[id], this.#state.responses[id] ?? null);
  }

  /** Puts the screen of the phase on the page. @param {boolean} [isMove] the learner asked for it: take the focus along */
  async #show(isMove = false) {
    const { phase } = this.#state;
    if (phase === "intro" || (!this.#isEntered && phase !== "done")) {
      this.#stage.showPanel(startPanel(await this.#startModel()), { isIntro: true });
    } else if (phase === "running") {
      this.#arrange();
      this.#stage.showItems(this.#current, this.#state.position);
      this.#progress();
      if (isMove) this.#view(this.#state.items[this.#state.position]).focus();
    } else if (phase === "review") {
      this.#arrange();
      this.#stage.showPanel(reviewPanel(await this.#reviewModel()));
    } else {
      this.#showResult(await this.#usedAttempts());
    }
    if (isMove && phase !== "running") focusOn(this.#stage.panelTitle);
  }

  /** Writes the state into the items: order, responses, feedback. */
  #arrange() {
    const { seed, items, responses, checked, phase } = this.#state;
    const isDone = phase === "done";
    this.#current.forEach((view, index) => {
      view.arrange(seed);
      view.setNumber(index, items.length);
      view.reopen();
      const response = responses[view.id] ?? null;
      view.write(response);
      if (isDone || checked.includes(view.id)) {
        view.showOutcome(response, true);
        view.setCheck(messages.checked, true);
      }
    });
  }

  #progress() {
    const answered = this.#state.items.filter((id) => this.#isAnswered(id)).length;
    this.#stage.setProgress(answered, this.#state.items.length);
  }

  async #usedAttempts() {
    return (await this.#store.attempts()).filter(({ quiz }) => quiz === this.#data.form.quiz);
  }

  async #startModel() {
    const { form } = this.#data;
    const attempts = await this.#usedAttempts();
    const { phase, position, items } = this.#state;
    const isOpen = phase !== "intro";
    return {
      count: isOpen ? items.length : form.strata.reduce((sum, { count }) => sum + count, 0),
      masteryScore: form.masteryScore,
      last: attempts.at(-1)?.submitted ?? null,
      used: attempts.length,
      allowed: form.attempts,
      resume: !isOpen ? null : phase === "review" ? messages.continueReview : messages.continueAt(position + 1),
      onStart: () => this.#start(),
      onContinue: () => {
        this.#isEntered = true;
        this.#drafts.enter(this.#state.attempt);
        this.#state = reduce(this.#state, { type: "resume", now: isoNow() });
        void this.#show(true);
      },
    };
  }

  #start() {
    const { form } = this.#data;
    this.#dispatch({ type: "start", form, seed: newUuid(), now: isoNow(), attempt: newUuid() });
    this.#isEntered = true;
    this.#drafts.enter(this.#state.attempt);
    const url = location.href.split("#")[0];
    // Gives the record page the title, and "continue" the way back; a failure shows with the draft.
    this.#store.visit({ lesson: `quiz/${form.quiz}`, title: form.title, url }).catch(() => {});
    void this.#show(true);
  }

  /** @param {number} position @param {boolean} isMove */
  #go(position, isMove) {
    this.#dispatch({ type: "go", position, now: isoNow() });
    if (isMove) {
      this.#stage.showItems(this.#current, this.#state.position);
      this.#view(this.#state.items[this.#state.position]).focus();
    }
    this.#progress();
  }

  /** @param {ItemView} item */
  #check(item) {
    const response = item.read(true);
    if (response === null) {
      item.feedback.ask(messages.respondFirst);
      return;
    }
    this.#dispatch({ type: "respond", item: item.id, response, now: isoNow() });
    this.#dispatch({ type: "check", item: item.id });
    item.showOutcome(response, true);
    item.setCheck(messages.checked, true);
    this.#progress();
  }

  #finish() {
    const isReviewed = this.#data.form.kind === "record" || !this.#state.items.every((id) => this.#isAnswered(id));
    if (!isReviewed) return void this.#submit(null).catch((error) => this.#sayFailed(error));
    this.#dispatch({ type: "review" });
    void this.#show(true);
  }

  async #reviewModel() {
    const isRecord = this.#data.form.kind === "record";
    const profile = await this.#store.currentProfile();
    return {
      isRecord,
      open: this.#current
        .map(({ id, stem }, position) => ({ id, stem, position }))
        .filter(({ id }) => !this.#isAnswered(id)),
      attestation: isRecord ? this.#data.attestation : null,
      isNameAsked: isRecord && !profile?.name && !profile?.enrolment,
      onGo: (/** @type {number} */ position) => this.#leaveReview(position),
      onBack: () => this.#leaveReview(this.#state.position),
      onSubmit: (/** @type {string} */ name) => this.#submit(name),
    };
  }

  /** @param {number} position */
  #leaveReview(position) {
    this.#dispatch({ type: "go", position });
    void this.#show(true);
  }

  /** @param {string | null} name of the learner, when it was asked for */
  async #submit(name) {
    const { form, attestation } = this.#data;
    if (name?.trim()) await this.#setName(name);
    const done = reduce(this.#state, { type: "submit", now: isoNow() });
    const isRecord = form.kind === "record";
    await this.#tracker.complete(done, form, { attestation: isRecord ? attestation : null });
    this.#state = done;
    await keepResult(this.#store, this.#data, done);
    this.#drafts.save(done);
    await this.#show(true);
  }

  /** @param {string} name */
  async #setName(name) {
    const profile = await this.#store.currentProfile();
    if (profile) await this.#store.renameProfile(profile.id, name);
    else await this.#store.createProfile(name);
  }

  /** @param {unknown[]} attempts so far */
  #showResult({ length: used }) {
    const { form } = this.#data;
    const result = gradeState(this.#data, this.#state);
    const model = {
      data: this.#data,
      result,
      attempt: this.#state.attempt,
      submitted: this.#state.submitted ?? isoNow(),
      items: this.#current.map(({ id, stem }) => ({ id, stem, isAnswered: id in this.#state.responses })),
      isRetry: this.#state.retry > 0,
      isLeft: form.attempts === null || used < form.attempts,
      onRetry: () => {
        const items = [...(result?.byItem ?? [])].filter(([, score]) => !isRight(score)).map(([id]) => id);
        this.#dispatch({ type: "retryWrong", items, now: isoNow() });
        void this.#show(true);
      },
      onNew: () => this.#start(),
    };
    if (result) this.#arrange();
    this.#stage.showPanel(resultPanel(model), { items: result ? this.#current : [] });
  }
}
