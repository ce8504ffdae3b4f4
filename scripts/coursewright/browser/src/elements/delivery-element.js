/**
 * Base of the elements of delivery: they share one outbox and one sender per page, and draw themselves again whenever
 * something was stored, sent or could not be sent.
 */
import { latest } from "../core/latest.js";
import { openOutbox } from "../delivery/outbox.js";
import { Sender } from "../delivery/sender.js";
import { ElementBase, define, deliveryData, whenParsed } from "./dom.js";

/** @import { Outbox } from "../delivery/outbox.js" */

/** @type {Map<string, Sender>} by intake: the sender stays while elements come and go with the page's content */
const senders = new Map();

/** @param {Outbox} outbox @param {DOMStringMap} data of `<course-delivery>` */
function senderFor(outbox, { intake, tempo = "1" }) {
  if (!intake) return null;
  const sender = senders.get(intake) ?? new Sender(outbox, intake.replace(/\/$/, ""), Number(tempo));
  senders.set(intake, sender);
  return sender;
}

export class DeliveryElement extends ElementBase {
  /** @type {Outbox | undefined} */
  outbox;
  /** @type {Sender | null} null: there is no intake */
  sender = null;
  /** @type {(() => void)[]} */
  #stops = [];
  /** One drawing after the other: an older one must not overtake. */
  redraw = latest(async () => {
    if (this.outbox) await this.draw(this.outbox);
  });

  /** @param {string} tag */
  static defineAs(tag) {
    define(tag, this);
  }

  connectedCallback() {
    whenParsed(() => void this.#start());
  }

  disconnectedCallback() {
    for (const stop of this.#stops.splice(0)) stop();
  }

  async #start() {
    const { course } = this.dataset;
    if (!course) return;
    const outbox = await openOutbox(course);
    // An instant page change may have taken the element away, or moved it, meanwhile.
    if (!this.isConnected || this.#stops.length) return;
    this.outbox = outbox;
    this.sender = senderFor(outbox, deliveryData());
    this.#stops = [outbox.onChange(this.redraw), this.sender?.onState(this.redraw) ?? (() => {})];
    await this.redraw();
    this.dataset.ready = "";
  }

  /** @param {Outbox} _outbox */
  async draw(_outbox) {}
}
