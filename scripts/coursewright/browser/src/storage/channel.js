/** Tells the other tabs, and the other bundles of this page, that something was stored. */
export class Channel {
  #name;
  /** @type {BroadcastChannel|undefined} */
  #channel;

  /** @param {string} name @param {(message: any) => void} hear never called with own messages */
  constructor(name, hear) {
    this.#name = name;
    if (globalThis.BroadcastChannel) {
      this.#channel = new BroadcastChannel(name);
      this.#channel.onmessage = ({ data }) => hear(data);
    } else {
      globalThis.addEventListener?.("storage", ({ key, newValue }) => {
        if (key === name && newValue) hear(JSON.parse(newValue));
      });
    }
  }

  /** @param {object} message no text of a learner */
  send(message) {
    if (this.#channel) return this.#channel.postMessage(message);
    try {
      localStorage[this.#name] = JSON.stringify(message);
      delete localStorage[this.#name];
    } catch {
      // Denied: then there is nothing the other tabs could have seen either.
    }
  }
}
