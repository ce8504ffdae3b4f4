/**
 * `<course-paths>`: the learner chooses a role's path; the module cards of the page then show what belongs to it. A
 * personal link, or `?path=…` in the address, may have chosen already.
 */
import * as messages from "../messages/en.js";
import { moduleState } from "./course-progress.js";
import { all, button, h } from "./dom.js";
import { StoreElement } from "./store-element.js";

/** @import { Store } from "../storage/store.js" */

const words = (/** @type {string | undefined} */ text) => (text ?? "").split(/\s+/).filter(Boolean);

/** @returns {string | null} the path that the address names; it is taken out of it */
function askedPath() {
  const url = new URL(location.href);
  const asked = url.searchParams.get("path");
  url.searchParams.delete("path");
  if (asked !== null) history.replaceState(history.state, "", url);
  return asked;
}

export class CoursePaths extends StoreElement {
  /** @override */
  static kinds = /** @type {const} */ (["profile", "visit", "attempt", "result", "draft"]);

  #status = h("p", { class: "course-status", role: "status" });
  #isAll = false;
  /** @type {string | null | undefined} undefined: the address was not looked at yet */
  #asked;

  static define(tag = "course-paths") {
    this.defineAs(tag);
  }

  /** @override @param {Store} store */
  async draw(store) {
    const entries = all(this, ".course-path");
    if (this.#asked === undefined) {
      this.#asked = askedPath();
      if (entries.some((entry) => entry.dataset.path === this.#asked)) await store.choosePath(this.#asked ?? "");
      else if (this.#asked !== null) this.#status.textContent = messages.pathUnknown;
    }
    const profile = await store.currentProfile();
    const chosen = entries.find((entry) => entry.dataset.path === profile?.path);
    for (const entry of entries) await this.#drawEntry(store, entry, entry === chosen, Boolean(profile?.enrolment));
    const list = /** @type {HTMLElement} */ (entries[0].parentNode);
    if (this.#status.parentNode !== this) list.after(this.#status);
    this.#filter(chosen);
  }

  /** @param {Store} store @param {HTMLElement} entry @param {boolean} isChosen @param {boolean} isFixed by a personal link */
  async #drawEntry(store, entry, isChosen, isFixed) {
    const { path = "", modules } = entry.dataset;
    const title = all(entry, ".course-path__title")[0]?.textContent ?? "";
    const cards = words(modules).flatMap((id) => all(document, `[data-module="${id}"] course-progress`));
    const states = await Promise.all(cards.map((card) => moduleState(store, card.dataset)));
    const done = states.filter(({ isDone }) => isDone).length;
    const state = h("div", "course-path__state");
    if (isChosen) {
      entry.dataset.chosen = "";
      state.append(
        h("p", {}, h("strong", {}, isFixed ? messages.pathOfLink : messages.pathYours), ` ${messages.modulesDone(done, states.length)}`),
      );
    } else {
      delete entry.dataset.chosen;
      if (!isFixed) state.append(h("p", {}, button(messages.pathTake(title), () => void this.#choose(store, path, title))));
    }
    all(entry, ".course-path__state")[0]?.remove();
    entry.append(state);
  }

  /** @param {Store} store @param {string} path @param {string} title */
  async #choose(store, path, title) {
    this.#isAll = false;
    await store.choosePath(path);
    await this.redraw(store);
    this.#status.textContent = messages.pathChosen(title);
    this.#status.tabIndex = -1;
    this.#status.focus();
  }

  /** Hides the cards of other paths and marks recommended ones. @param {HTMLElement | undefined} chosen */
  #filter(chosen) {
    const asked = words(chosen?.dataset.modules);
    const optional = words(chosen?.dataset.optional);
    let away = 0;
    for (const card of all(document, ".course-card")) {
      const { module = "" } = card.dataset;
      const isOptional = optional.includes(module);
      const isAway = Boolean(chosen) && !isOptional && !asked.includes(module);
      if (isAway) away += 1;
      card.hidden = isAway && !this.#isAll;
      all(card, ".course-card__note")[0]?.remove();
      if (isAway || isOptional) all(card, "course-progress")[0]?.append(h("p", "course-card__note", isOptional ? messages.recommended : messages.notOnPath));
    }
    all(document, ".course-paths__all")[0]?.remove();
    if (!away) return;
    const toggle = button(this.#isAll ? messages.showPath : messages.showOther(away), () => {
      this.#isAll = !this.#isAll;
      this.#filter(chosen);
      all(document, ".course-paths__all button")[0]?.focus();
    });
    all(document, ".course-cards")[0]?.after(h("p", "course-paths__all", toggle));
  }
}
