/**
 * `<course-profile>`: who learns in this browser. Names are labels on a shared computer, not accounts.
 */
import * as messages from "../messages/en.js";
import { clearPanel } from "./clear-panel.js";
import { button, h } from "./dom.js";
import { profileLabel } from "./profile-label.js";
import { storageNotice } from "./quiz-data.js";
import { StoreElement } from "./store-element.js";

/** @import { Profile } from "../storage/rows.js" */
/** @import { Store } from "../storage/store.js" */

let nextId = 0;

/**
 * A field for one name with its button; Enter works too.
 *
 * @param {string} label of the button
 * @param {(name: string) => Promise<unknown>} onName
 */
function nameForm(label, onName) {
  const name = h("input", {
    type: "text",
    id: `course-profile-${(nextId += 1)}`,
    class: "course-field",
    autocomplete: "name",
    maxlength: "200",
    required: true,
  });
  const form = h(
    "form",
    "course-entry",
    h("label", { for: name.id }, messages.nameLabel),
    name,
    h("button", { class: "course-button" }, label),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (name.value.trim()) void onName(name.value);
  });
  return form;
}

export class CourseProfile extends StoreElement {
  /** @override */
  static kinds = /** @type {const} */ (["profile"]);

  #status = h("p", { class: "course-status", role: "status" });

  static define(tag = "course-profile") {
    this.defineAs(tag);
  }

  /** @param {string} words */
  #say(words) {
    this.#status.textContent = words;
    this.#status.tabIndex = -1;
    this.#status.focus();
  }

  /** @override @param {Store} store */
  async draw(store) {
    const profile = await store.currentProfile();
    const others = (await store.profiles()).filter(({ id }) => id !== profile?.id);
    const name = profile && (profile.name || profile.enrolment) ? profileLabel(profile) : "";
    const say = (/** @type {string} */ words) => void this.redraw(store).then(() => this.#say(words));
    const setName = async (/** @type {string} */ text) => {
      await (profile ? store.renameProfile(profile.id, text) : store.createProfile(text));
      say(messages.learningAs(text.trim()));
    };
    this.replaceChildren(
      h(
        "div",
        "course-panel",
        !this.previousElementSibling?.matches("h2, h3") && h("h2", "course-panel__title", messages.whoLearns),
        storageNotice(store),
        this.#status,
        h("p", {}, name ? messages.learningAs(name) : messages.noName),
        !name && nameForm(messages.addName, setName),
        (profile || others.length > 0) && this.#others(store, others, say),
        profile && clearPanel(store, this.dataset.course ?? "", profile, say),
      ),
    );
  }

  /** @param {Store} store @param {Profile[]} others @param {(words: string) => void} say */
  #others(store, others, say) {
    const change = async (/** @type {Promise<unknown>} */ changed, /** @type {string} */ name) => {
      await changed;
      say(messages.learningAs(name));
    };
    return h(
      "details",
      "course-profile__others",
      h("summary", {}, messages.addPerson),
      h("p", "course-panel__note", messages.sharedNote),
      ...others.map((profile) => {
        const label = profileLabel(profile);
        return h("p", {}, button(messages.switchTo(label), () => void change(store.switchProfile(profile.id), label)));
      }),
      nameForm(messages.add, (name) => change(store.createProfile(name), name.trim())),
    );
  }
}
