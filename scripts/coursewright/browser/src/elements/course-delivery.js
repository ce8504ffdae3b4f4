/**
 * `<course-delivery>`: takes a personal link in, and says what has not reached the training team yet. Empty as long as
 * there is nothing to say.
 */
import { formatDate } from "../core/time.js";
import { readToken, takeToken } from "../delivery/link.js";
import * as messages from "../messages/en.js";
import { downloadJson, trainingRecord } from "../trackers/training_record.js";
import { DeliveryElement } from "./delivery-element.js";
import { button, h, pageLanguage, pathTitle } from "./dom.js";

/** @import { Outbox } from "../delivery/outbox.js" */
/** @import { Sent } from "../storage/rows.js" */

/** @param {Outbox} outbox @param {string} course IRI */
export const downloadButton = (outbox, course) =>
  button(messages.downloadRecord, async () => downloadJson("training-record.json", await trainingRecord(outbox, course)));

export class CourseDelivery extends DeliveryElement {
  /** @type {string | undefined} a link that was opened and not yet taken in */
  #token;
  /** What is wrong with it. */
  #problem = "";
  /** Whether this page was opened by a link. */
  #isGreeting = false;
  /** Whether the learner wants to know how the next try ends. */
  #isAsked = false;
  /** What stands below now, to leave a button alone that has the focus. */
  #shown = "";
  // Live regions are announced only when they were there, empty, before the text came.
  #link = h("div", { class: "course-delivery__link", role: "status" });
  #count = h("div", { class: "course-delivery__count", role: "status", tabindex: "-1" });
  #rest = h("div");

  static define(tag = "course-delivery") {
    this.defineAs(tag);
  }

  /** @override */
  connectedCallback() {
    // First of all: the link must not stay in the address.
    this.#takeLink();
    addEventListener("hashchange", this.#takeLink);
    super.connectedCallback();
  }

  /** @override */
  disconnectedCallback() {
    removeEventListener("hashchange", this.#takeLink);
    super.disconnectedCallback();
  }

  /** Also for a link that is pasted over the address of an open page. */
  #takeLink = () => {
    this.#token = takeToken() ?? this.#token;
    if (this.#token !== undefined) void this.redraw();
  };

  /** @override @param {Outbox} outbox */
  async draw(outbox) {
    if (!this.#link.isConnected) this.replaceChildren(this.#link, this.#count, this.#rest);
    this.hidden = false;
    if (this.#token !== undefined) await this.#adopt(outbox);
    // Pages that say whose they are.
    const isOwn = Boolean(document.querySelector("course-profile, course-record"));
    await this.#drawLink(outbox, isOwn);
    const sent = /** @type {Sent[]} */ (await outbox.rows("sent"));
    this.#drawWaiting(outbox, isOwn ? sent.filter(({ message }) => message !== null) : []);
  }

  /** @param {Outbox} outbox */
  async #adopt(outbox) {
    const link = readToken(this.#token);
    this.#token = undefined;
    const isOurs = link?.course === this.dataset.course;
    this.#problem = !link ? messages.linkBroken : isOurs ? "" : messages.linkElsewhere;
    this.#isGreeting = isOurs;
    try {
      if (link && isOurs) await outbox.adopt(link);
    } catch (error) {
      this.#problem = messages.linkFailed(String(error));
    }
  }

  /** @param {Outbox} outbox @param {boolean} isOwn */
  async #drawLink(outbox, isOwn) {
    const link = readToken((await outbox.currentProfile())?.enrolment);
    const words = [this.#problem];
    if (link && !this.#problem && (isOwn || this.#isGreeting)) {
      const expires = new Date(link.expires * 1000).toISOString();
      words.push(messages.linkGreeting(pathTitle(link.path)));
      if (link.expires * 1000 < Date.now()) words.push(messages.linkExpired(formatDate(expires, pageLanguage())));
      if (outbox.kind === "memory") words.push(messages.linkMemory);
    }
    say(this.#link, words.filter(Boolean).join(" "));
  }

  /** @param {Outbox} outbox @param {Sent[]} refused */
  #drawWaiting(outbox, refused) {
    const { sender } = this;
    const late = sender?.isLate ? sender.waiting : [];
    const own = late.filter(({ profile }) => profile === outbox.profile).length;
    this.#isAsked &&= sender?.isBusy ?? false;
    const counts = [own && messages.notDelivered(own), late.length > own && messages.othersNotDelivered(late.length - own)];
    const isDone = !late.length && this.#count.textContent !== "";
    say(this.#count, this.#isAsked ? messages.trying : isDone ? messages.delivered : counts.filter(Boolean).join(" "));
    const shown = JSON.stringify([late.length > 0, outbox.kind, refused]);
    if (shown === this.#shown) return;
    this.#shown = shown;
    // A button that goes away must not take the focus with it.
    if (this.#rest.contains(document.activeElement)) this.#count.focus();
    const download = () => downloadButton(outbox, this.dataset.course ?? "");
    const tryNow = () => {
      this.#isAsked = true;
      sender?.wake(true);
    };
    const isLate = late.length > 0;
    this.#rest.replaceChildren(
      h(
        "div",
        {},
        isLate && h("p", {}, outbox.kind === "memory" ? messages.keepOpen : messages.keepsTrying),
        ...refused.map(({ message }) => h("p", {}, messages.refused(message ?? ""))),
        (isLate || refused.length > 0) &&
          h("p", "course-panel__actions", isLate && button(messages.tryNow, tryNow, true), download()),
      ),
    );
  }
}

/** @param {HTMLElement} region @param {string} words a region whose words stay the same is not read out again */
function say(region, words) {
  if (region.textContent !== words) region.textContent = words;
}
