/**
 * `<course-instrument>`: keeps the ratings of a self-diagnosis on the device, before, after and 30 days later, and shows
 * what they say.
 */
import { NO_DIAGNOSIS, OCCASIONS, csv, forget, rate } from "../core/profile.js";
import { isoNow } from "../core/time.js";
import * as messages from "../messages/en.js";
import { instrumentName, openDiagnosisStore } from "../storage/diagnosis-store.js";
import { ElementBase, all, button, define, h, whenParsed } from "./dom.js";
import { profileView } from "./instrument-profile.js";
import { notice, storageNotice } from "./quiz-data.js";

/** @import { CategorySpec, Diagnosis, Occasion } from "../core/profile.js" */
/** @import { DiagnosisStore } from "../storage/diagnosis-store.js" */

export class CourseInstrument extends ElementBase {
  /** @type {DiagnosisStore|undefined} */
  #store;
  /** @type {Diagnosis} */
  #diagnosis = NO_DIAGNOSIS;
  /** @type {CategorySpec[]} */
  #categories = [];
  #points = 2;
  #saved = Promise.resolve();
  /** @type {(() => void)|undefined} set while the element is on the page */
  #stop;
  #notes = h("div", "course-instrument__notes");
  #choice = h("div", "course-instrument__choice");
  #status = h("p", { class: "course-status", role: "status" });
  #profile = h("section", "course-instrument__profile");
  /** Deletes on the second press only. */
  #forgetButton = button(messages.forgetRatings, () => this.#forget());
  #isSure = false;

  static define(tag = "course-instrument") {
    define(tag, this);
  }

  connectedCallback() {
    whenParsed(() => void this.#start());
  }

  disconnectedCallback() {
    this.#stop?.();
    this.#stop = undefined;
  }

  async #start() {
    if (!this.isConnected || this.#stop) return;
    this.#stop = () => {};
    this.#store ??= await openDiagnosisStore(this.dataset.course ?? "");
    if (!this.#stop) return;
    if (!this.#categories.length) this.#build(this.#store);
    const name = instrumentName(this.dataset.instrument ?? "");
    const stopHearing = this.#store.onChange(({ kind, id, own }) => {
      if (kind === "profile" || (kind === "draft" && id === name && !own)) void this.#load();
    });
    const sheet = () => delete this.dataset.sheet;
    addEventListener("afterprint", sheet);
    this.#stop = () => {
      stopHearing();
      removeEventListener("afterprint", sheet);
    };
    await this.#load();
    this.dataset.ready = "";
  }

  /** @param {DiagnosisStore} store */
  #build(store) {
    this.#categories = all(this, ".course-category").map((section) => ({
      id: section.dataset.category ?? "",
      title: section.dataset.title ?? "",
      statements: all(section, ".course-rating").map(({ dataset }) => dataset.statement ?? ""),
    }));
    this.#points = all(this, ".course-rating")[0]?.querySelectorAll("input").length ?? 2;
    const form = all(this, ".course-instrument__form")[0];
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("change", ({ target }) => this.#rate(/** @type {HTMLInputElement} */ (target)));
    const note = storageNotice(store);
    if (note) this.#notes.append(note);
    form.before(this.#notes, this.#choice);
    const actions = h(
      "div",
      "course-item__actions",
      button(messages.downloadRatings, () => this.#download(), true),
      button(messages.printTeamSheet, () => this.#printTeamSheet()),
      button(messages.printProfile, () => globalThis.print()),
      this.#forgetButton,
    );
    const title = h("h2", { id: "profile" }, messages.profileTitle);
    form.after(title, this.#profile, this.#status, actions, h("p", "course-panel__note", messages.ratingsPrivate));
  }

  async #load() {
    this.#diagnosis = (await this.#store?.diagnosis(this.dataset.instrument ?? "")) ?? NO_DIAGNOSIS;
    this.#show();
  }

  #show() {
    const { current, sittings } = this.#diagnosis;
    this.#isSure = false;
    this.#forgetButton.textContent = messages.forgetRatings;
    const ratings = sittings[current]?.ratings ?? {};
    for (const input of /** @type {HTMLInputElement[]} */ (all(this, ".course-rating input"))) {
      input.checked = ratings[input.name] === Number(input.value);
    }
    this.#choice.replaceChildren(this.#occasions(current));
    this.#drawProfile();
  }

  #drawProfile() {
    this.#profile.replaceChildren(...profileView(this, this.#categories, this.#diagnosis, this.#points));
  }

  /** @param {Occasion} current */
  #occasions(current) {
    const choices = OCCASIONS.map((occasion) => {
      const input = h("input", { type: "radio", name: "course-occasion", id: `occasion-${occasion}`, value: occasion });
      input.checked = occasion === current;
      input.addEventListener("change", () => this.#choose(occasion));
      return h("div", "course-option", input, h("label", { for: input.id }, messages.occasionLabels[occasion]));
    });
    return h("fieldset", "course-likert course-occasions", h("legend", {}, messages.occasionTitle), ...choices);
  }

  /** @param {Occasion} occasion */
  #choose(occasion) {
    this.#diagnosis = { ...this.#diagnosis, current: occasion };
    this.#save();
    this.#show();
    all(this, `#occasion-${occasion}`)[0]?.focus();
    this.#status.textContent = messages.occasionChosen(messages.occasions[occasion]);
  }

  /** @param {HTMLInputElement} input */
  #rate(input) {
    if (!input.name.includes("/")) return;
    const isFirst = !Object.keys(this.#diagnosis.sittings).length;
    this.#diagnosis = rate(this.#diagnosis, input.name, Number(input.value), isoNow());
    this.#save(isFirst);
    this.#drawProfile();
    const { current, sittings } = this.#diagnosis;
    const all_ = this.#categories.flatMap(({ statements }) => statements);
    const rated = all_.filter((id) => sittings[current]?.ratings[id]).length;
    this.#status.textContent = messages.ratedOf(rated, all_.length);
  }

  /** One write at a time, in the order of the ratings. @param {boolean} [isFirst] */
  #save(isFirst = false) {
    const { instrument: id = "", title = "" } = this.dataset;
    const diagnosis = this.#diagnosis;
    this.#saved = this.#saved
      .then(async () => {
        await this.#store?.saveDiagnosis(id, diagnosis);
        if (isFirst) await this.#store?.visit(id, title, location.href.split("#")[0]);
      })
      .catch((error) => this.#notes.replaceChildren(notice(messages.saveFailed(String(error)))));
  }

  #forget() {
    this.#isSure = !this.#isSure;
    this.#forgetButton.textContent = this.#isSure ? messages.forgetReally : messages.forgetRatings;
    if (this.#isSure) return;
    const { current } = this.#diagnosis;
    this.#diagnosis = forget(this.#diagnosis, current);
    this.#save();
    this.#show();
    this.#status.textContent = messages.ratingsForgotten(messages.occasions[current]);
    this.#status.tabIndex = -1;
    this.#status.focus();
  }

  #printTeamSheet() {
    this.dataset.sheet = "team";
    globalThis.print();
  }

  #download() {
    const { sittings } = this.#diagnosis;
    const rows = all(this, ".course-rating").map((field) => {
      const name = field.dataset.statement ?? "";
      const category = this.#categories.find(({ statements }) => statements.includes(name));
      const ratings = OCCASIONS.map((occasion) => sittings[occasion]?.ratings[name] ?? "");
      return [category?.title, all(field, "legend")[0]?.textContent, ...ratings];
    });
    const head = [messages.category, messages.statement, ...OCCASIONS.map((occasion) => messages.occasions[occasion])];
    const link = h("a", { href: URL.createObjectURL(new Blob([csv([head, ...rows])], { type: "text/csv" })), download: `${this.dataset.instrument}.csv` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    this.#status.textContent = messages.ratingsDownloaded(link.download);
  }
}
