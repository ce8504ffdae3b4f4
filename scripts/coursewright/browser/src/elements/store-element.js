/**
 * Base of the elements that show what is stored: they draw themselves again whenever it changes, in this tab or another.
 */
import { openStore } from "../storage/store.js";
import { ElementBase, define, whenParsed } from "./dom.js";

/** @import { Kind } from "../storage/rows.js" */
/** @import { Store } from "../storage/store.js" */

export class StoreElement extends ElementBase {
  /** Changes that matter to this element. @type {readonly Kind[]} */
  static kinds = ["profile", "attempt", "result", "visit", "draft"];

  /** @type {Promise<void>} one drawing after the other: an older one must not overtake */
  #drawn = Promise.resolve();
  /** @type {(() => void) | undefined} */
  #stop;

  /** @param {string} tag */
  static defineAs(tag) {
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
    const { course } = this.dataset;
    if (!course || !this.isConnected || this.#stop) return;
    this.#stop = () => {};
    const store = await openStore(course);
    if (!this.#stop) return;
    const { kinds } = /** @type {typeof StoreElement} */ (this.constructor);
    this.#stop = store.onChange(({ kind }) => {
      if (kinds.includes(kind)) void this.redraw(store);
    });
    await this.redraw(store);
    this.dataset.ready = "";
  }

  /** @param {Store} store */
  redraw(store) {
    this.#drawn = this.#drawn.then(() => this.draw(store));
    return this.#drawn;
  }

  /** @param {Store} _store */
  async draw(_store) {}
}
