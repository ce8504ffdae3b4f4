/**
 * `<course-result>`: what became of an attempt for the record after it was handed in: on its way, received, the result.
 */
import * as messages from "../messages/en.js";
import { downloadButton } from "./course-delivery.js";
import { DeliveryElement } from "./delivery-element.js";
import { h } from "./dom.js";
import { decimalPercent } from "./number.js";

/** @import { Outbox } from "../delivery/outbox.js" */
/** @import { Sent } from "../storage/rows.js" */
/** @import { ResultFile } from "../trackers/training_record.js" */

export class CourseResult extends DeliveryElement {
  #status = h("div", { role: "status" });
  #more = h("div");
  #shown = "";

  static define(tag = "course-result") {
    this.defineAs(tag);
  }

  /** @override @param {Outbox} outbox */
  async draw(outbox) {
    const { attempt = "", record = "" } = this.dataset;
    if (!this.#status.isConnected) this.replaceChildren(this.#status, this.#more);
    const { sent, result } = await outbox.fate(attempt);
    const known = result?.indicative ? undefined : result;
    const words = this.#words(sent);
    const shown = JSON.stringify([known, words]);
    if (shown === this.#shown) return;
    this.#shown = shown;
    const isByFile = !known && Boolean(!this.sender || sent?.message);
    this.#status.replaceChildren(known ? this.#result(known) : h("p", {}, words));
    this.#more.replaceChildren(
      h(
        "div",
        {},
        known && this.#objectives(known),
        h("p", {}, isByFile && `${messages.recordHint} `, h("a", { href: record }, messages.recordLink)),
        isByFile && h("p", "course-panel__actions", downloadButton(outbox, this.dataset.course ?? "")),
      ),
    );
  }

  /** @param {Sent | undefined} sent */
  #words(sent) {
    if (!this.sender) return messages.notGraded;
    if (sent) return sent.message === null ? messages.received : messages.refused(sent.message);
    if (!this.sender.isFailing) return messages.beingChecked;
    return navigator.onLine ? messages.unreachable : messages.offline;
  }

  /** @param {ResultFile} result */
  #result({ score, passed }) {
    const verdict = passed ? "right" : "partly";
    return h(
      "div",
      {},
      h("p", "course-score", messages.resultIs(decimalPercent(score))),
      passed !== null &&
        h("p", { class: "course-result__verdict", "data-verdict": verdict }, passed ? messages.passed : messages.notPassed),
      h("p", {}, this.dataset.rule),
    );
  }

  /** @param {ResultFile} result */
  #objectives({ passed, objectives = {} }) {
    const { lessons = "{}", mastery = "1", certificate = "" } = this.dataset;
    /** @type {Record<string, {title: string, href: string}>} */
    const known = JSON.parse(lessons);
    // Several objectives may be taught in one lesson: it is named once, with the share of each.
    /** @type {Map<string, {title: string, shares: string[]}>} */
    const rows = new Map();
    for (const [id, share] of Object.entries(objectives).sort(([, a], [, b]) => Number(a) - Number(b))) {
      if (!Object.hasOwn(known, id)) continue;
      const { title, href } = known[id];
      if (!rows.has(href)) rows.set(href, { title, shares: [] });
      rows.get(href)?.shares.push(share);
    }
    const row = (/** @type {[string, {title: string, shares: string[]}]} */ [href, { title, shares }]) => {
      const isGood = shares.every((share) => Number(share) >= Number(mastery));
      const link = isGood ? title : h("a", { href }, messages.readAgain(title));
      return h("li", {}, link, ` ${shares.map(decimalPercent).join(", ")}`);
    };
    return h(
      "div",
      {},
      passed && h("p", {}, h("a", { href: certificate }, messages.openCertificate)),
      rows.size > 0 && h("h3", {}, messages.byLesson),
      rows.size > 0 && h("ul", "course-panel__list", ...[...rows].map(row)),
    );
  }
}
