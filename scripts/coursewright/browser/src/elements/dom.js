/**
 * The few DOM helpers all elements share.
 *
 * Text always goes in as text nodes: no helper here (and no code elsewhere) parses HTML, so what
 * a learner types can never become markup.
 */

/** Base class that also exists under Node, so that modules can be imported and type-checked there. */
export const ElementBase = globalThis.HTMLElement ?? /** @type {typeof HTMLElement} */ (class {});

/** @typedef {string | Node | null | undefined | false} Child */

/**
 * Creates an element.
 *
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {string | Record<string, string | boolean | EventListener>} [attributes] class names, or
 *   attributes; `true` sets an empty attribute, `false` none, a function is a click listener
 * @param {...Child} children strings become text nodes
 * @returns {HTMLElementTagNameMap[T]}
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  const entries = typeof attributes === "string" ? { class: attributes } : attributes;
  for (const [name, value] of Object.entries(entries)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(.../** @type {(string | Node)[]} */ (children.filter(Boolean)));
  return element;
}

/**
 * A button that never submits a form.
 *
 * @param {string} label
 * @param {() => void} onClick
 * @param {boolean} [isPrimary]
 */
export const button = (label, onClick, isPrimary = false) =>
  h(
    "button",
    { type: "button", class: `course-button${isPrimary ? " course-button--primary" : ""}`, click: onClick },
    label,
  );

/**
 * Keeps a button focusable while it does nothing: `disabled` would throw the focus away.
 *
 * @param {HTMLElement} element
 * @param {boolean} isOff
 */
export function setOff(element, isOff) {
  if (isOff) element.setAttribute("aria-disabled", "true");
  else element.removeAttribute("aria-disabled");
}

/**
 * Moves the focus to something that is not a control, and the page with it.
 *
 * @param {HTMLElement} element
 */
export function focusOn(element) {
  element.tabIndex = -1;
  element.focus({ preventScroll: true });
  element.scrollIntoView({ block: "start" });
}

/**
 * Calls back once the element's children are parsed; a script at the head may define elements
 * while the parser is still inside them.
 *
 * @param {() => void} callback
 */
export function whenParsed(callback) {
  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", callback, { once: true });
  } else callback();
}

/**
 * All matching descendants as an array.
 *
 * @template {Element} [T=HTMLElement]
 * @param {ParentNode} root
 * @param {string} selector
 * @returns {T[]}
 */
export const all = (root, selector) => /** @type {T[]} */ ([...root.querySelectorAll(selector)]);

/** The language of the page, for dates and numbers; plain English here is British, as the messages are. */
export const pageLanguage = () => document.documentElement.lang.replace(/^en$|^$/, "en-GB");

/**
 * What the page says about delivery: `intake` where records go, `paths` as JSON.
 *
 * @returns {DOMStringMap}
 */
export const deliveryData = () => all(document, "course-delivery")[0]?.dataset ?? {};

/**
 * @param {string | null | undefined} path id; from a personal link, so it may be anything
 * @returns {string} its title in this course, or ""
 */
export function pathTitle(path) {
  /** @type {Record<string, string>} */
  const titles = JSON.parse(deliveryData().paths ?? "{}");
  return path && Object.hasOwn(titles, path) ? titles[path] : "";
}

/**
 * Defines an element once; a page may carry two bundles.
 *
 * @param {string} name
 * @param {CustomElementConstructor} constructor
 */
export function define(name, constructor) {
  if (globalThis.customElements && !customElements.get(name)) customElements.define(name, constructor);
}
