/** Tells the other tabs, and the other bundles of this page, that something was stored. */
export class Channel {
  /** @type {BroadcastChannel|undefined} */
  #channel;

  /** @param {string} name @param {(message: any) => void} hear never called with own messages */
  constructor(name, hear) {
    // Every browser we support has it; where tests run without a browser there is nobody to tell.
    if (!globalThis.BroadcastChannel) return;
    this.#channel = new BroadcastChannel(name);
    this.#channel.onmessage = ({ data }) => hear(data);
  }

  /** @param {object} message no text of a learner */
  send(message) {
    this.#channel?.postMessage(message);
  }
}
