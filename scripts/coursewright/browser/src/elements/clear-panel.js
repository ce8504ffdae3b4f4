/**
 * "Finish and clear this computer": one step that offers the record first, then deletes.
 */
import * as messages from "../messages/en.js";
import { downloadJson, trainingRecord } from "../trackers/training_record.js";
import { button, focusOn, h } from "./dom.js";
import { forgetItems } from "./draft-keeper.js";

/** @import { Profile, Store } from "../storage/store.js" */

/** @param {Store} store @param {string} course */
export const downloadRecord = async (store, course) =>
  downloadJson("training-record.json", await trainingRecord(store, course));

/**
 * The button, and behind it the question.
 *
 * @param {Store} store
 * @param {string} course IRI
 * @param {Profile} profile
 * @param {(words: string) => void} say announces what has happened
 */
export function clearPanel(store, course, profile, say) {
  const question = h("div", { class: "course-panel course-clear", hidden: true });
  const open = button(messages.clear, () => {
    const title = h("h3", {}, messages.clearTitle(profile.name || messages.unnamed));
    question.replaceChildren(
      title,
      h("p", {}, messages.clearText),
      h(
        "div",
        "course-panel__actions",
        button(messages.downloadRecord, () => void downloadRecord(store, course), true),
        button(messages.clearConfirm, async () => {
          await store.clearProfile(profile.id);
          forgetItems();
          say(messages.cleared);
        }),
        button(messages.cancel, () => {
          question.hidden = true;
          open.focus();
        }),
      ),
    );
    question.hidden = false;
    focusOn(title);
  });
  return h("div", {}, open, question);
}
