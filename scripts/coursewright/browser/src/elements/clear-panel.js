/**
 * "Finish and clear this computer": one step that offers the record first, then deletes.
 */
import * as messages from "../messages/en.js";
import { downloadJson, trainingRecord } from "../trackers/training_record.js";
import { button, deliveryData, focusOn, h } from "./dom.js";
import { forgetItems } from "./draft-keeper.js";
import { profileLabel } from "./profile-label.js";

/** @import { Profile } from "../storage/rows.js" */
/** @import { Store } from "../storage/store.js" */

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
  const warning = h("p", { class: "course-notice", role: "status" });
  let stop = () => {};
  const warn = async () => {
    const count = deliveryData().intake ? await store.undelivered() : 0;
    warning.textContent = count ? messages.clearUndelivered(count) : "";
  };
  const open = button(messages.clear, () => {
    const title = h("h3", {}, messages.clearTitle(profileLabel(profile)));
    question.replaceChildren(
      title,
      h("p", {}, messages.clearText),
      warning,
      h(
        "div",
        "course-panel__actions",
        button(messages.downloadRecord, () => void downloadRecord(store, course), true),
        button(messages.clearConfirm, async () => {
          stop();
          await store.clearProfile(profile.id);
          forgetItems();
          say(messages.cleared);
        }),
        button(messages.cancel, () => {
          stop();
          question.hidden = true;
          open.focus();
        }),
      ),
    );
    question.hidden = false;
    focusOn(title);
    // What has not arrived would be lost: try once more while the learner reads.
    stop();
    stop = store.onChange(({ kind }) => void (kind === "sent" && warn()));
    store.tell("send", "");
    void warn();
  });
  return h("div", {}, open, question);
}
