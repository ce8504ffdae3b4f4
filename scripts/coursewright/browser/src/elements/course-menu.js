/**
 * `<course-menu>`, at the end of the menu: when the learner has chosen a path, the menu and the links to the previous
 * and the next page lead through the modules of this path. The others are one press away.
 *
 * It stands on every page, so it brings only what reads rows, and it stores nothing.
 */
import * as messages from "../messages/en.js";
import { CourseRows, opener } from "../storage/rows.js";
import { ElementBase, all, define, h, whenParsed } from "./dom.js";

const openRows = opener(CourseRows);
const CURRENT = "[aria-current]";

/** @param {Element | undefined} entry @returns {HTMLAnchorElement | undefined} its first link: of a module, its own page */
const headOf = (entry) => entry && /** @type {HTMLAnchorElement[]} */ (all(entry, "a"))[0];

/** @param {Element | undefined} entry */
const isAway = (entry) => entry?.hasAttribute("data-away") ?? false;

/** @param {Element} entry whether it holds the page that is open */
const isCurrent = (entry) => all(entry, CURRENT).length > 0;

/** @type {WeakMap<Element, {href: string, text: string}>} where a link below the page led without a path */
const given = new WeakMap();

export class CourseMenu extends ElementBase {
  #isAll = false;
  #toggle = h("button", { type: "button", class: "course-menu__toggle", click: () => this.#turn() });
  /** @type {(() => void) | undefined} */
  #stop;

  static define(tag = "course-menu") {
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
    if (!course || this.#stop) return;
    const rows = await openRows(course);
    if (!this.isConnected || this.#stop) return;
    const draw = async () => this.#draw((await rows.currentProfile())?.path);
    this.#stop = rows.onChange(({ kind }) => kind === "profile" && draw());
    await draw();
    this.dataset.ready = "";
  }

  /** @returns {HTMLElement[]} the entries of the highest level: modules and single pages */
  get #entries() {
    return /** @type {HTMLElement[]} */ ([...(this.previousElementSibling?.children ?? [])]);
  }

  /** @param {string | null | undefined} path */
  #draw(path) {
    const modules = this.#entries.filter(({ dataset }) => dataset.paths !== undefined);
    const isOn = (/** @type {HTMLElement} */ entry) => entry.dataset.paths?.split(" ").includes(path ?? "");
    // A path that the course no longer has hides nothing.
    const isChosen = modules.some(isOn);
    for (const entry of modules) entry.toggleAttribute("data-away", isChosen && !isOn(entry));
    this.#show();
    this.#lead("next", 1);
    this.#lead("prev", -1);
  }

  #turn() {
    this.#isAll = !this.#isAll;
    this.#show();
  }

  #show() {
    let away = 0;
    for (const entry of this.#entries) {
      // Whoever is on a page of another path has to see where this is.
      const isHidden = isAway(entry) && !isCurrent(entry);
      away += Number(isHidden);
      entry.hidden = isHidden && !this.#isAll;
    }
    this.#toggle.textContent = this.#isAll ? messages.showPath : messages.showOther(away);
    if (!away) this.#toggle.remove();
    else if (!this.#toggle.isConnected) this.append(this.#toggle);
  }

  /**
   * Where the link below a page would enter a module of another path, it leads past it.
   *
   * @param {"next" | "prev"} name
   * @param {1 | -1} step
   */
  #lead(name, step) {
    const link = /** @type {HTMLAnchorElement | undefined} */ (all(document, `.md-footer__link--${name}`)[0]);
    if (!link) return;
    const title = all(link, ".md-ellipsis")[0];
    const { href, text } = given.get(link) ?? { href: link.href, text: title.textContent?.trim() ?? "" };
    given.set(link, { href, text });
    const entries = this.#entries;
    const here = entries.findIndex(isCurrent);
    let at = here + step;
    // Most pages are followed by one of their own module. Of the module before, the menu knows the first page only.
    const isLeaving = step > 0 ? headOf(entries[at])?.href === href : headOf(entries[here])?.matches(CURRENT);
    if (!isLeaving) return;
    while (isAway(entries[at])) at += step;
    const head = at === here + step ? undefined : headOf(entries[at]);
    link.href = head?.href ?? href;
    title.textContent = head?.textContent?.trim() ?? text;
    const direction = all(link, ".md-footer__direction")[0].textContent?.trim();
    link.setAttribute("aria-label", `${direction}: ${title.textContent}`);
  }
}
