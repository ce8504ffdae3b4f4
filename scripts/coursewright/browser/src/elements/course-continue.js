/**
 * `<course-continue>`: the way back to the page the learner left. Hidden as long as there is none.
 */
import * as messages from "../messages/en.js";
import { h } from "./dom.js";
import { StoreElement } from "./store-element.js";

/** @import { Store } from "../storage/store.js" */

export class CourseContinue extends StoreElement {
  /** @override */
  static kinds = /** @type {const} */ (["profile", "visit"]);

  static define(tag = "course-continue") {
    this.defineAs(tag);
  }

  /** @override @param {Store} store */
  async draw(store) {
    const visit = await store.lastVisit();
    // Storage is shared by everything on this origin; only a page of this origin may become a link.
    const isHere = visit && URL.canParse(visit.url) && new URL(visit.url).origin === location.origin;
    this.hidden = !isHere;
    if (!isHere) return;
    this.replaceChildren(
      h("p", "course-continue__link", `${messages.continueTitle}: `, h("a", { href: visit.url }, visit.title || visit.url)),
    );
  }
}
