/**
 * Keyboard and menu corrections of the theme; on every page.
 *
 * The theme opens its menu and its search through labels of hidden check boxes, which no keyboard
 * reaches; our templates put buttons there. Everything else of the theme stays as it is.
 */

/** Keys the theme turns into commands: a learner who types "n" must not leave the page. */
const THEME_KEYS = "fs/pn,.";

/** Below these widths menu and search lie off the page until they are opened. */
const NARROW = matchMedia("(max-width: 76.234375em)");
const SMALL = matchMedia("(max-width: 59.984375em)");

const PANELS = [
  { toggle: "__drawer", panel: ".md-sidebar--primary", query: NARROW },
  { toggle: "__search", panel: ".md-search__inner", query: SMALL },
];

/** @param {string} id @returns {HTMLInputElement | null} */
const toggleOf = (id) => /** @type {HTMLInputElement | null} */ (document.getElementById(id));

/** @param {string} id @returns {HTMLElement | null} */
const buttonOf = (id) => document.querySelector(`button[data-course-toggle="${id}"]`);

/** Keeps what is out of sight out of the tab order, and says which panels are open. */
function sync() {
  for (const { toggle, panel, query } of PANELS) {
    const isOpen = Boolean(toggleOf(toggle)?.checked);
    const element = /** @type {HTMLElement | null} */ (document.querySelector(panel));
    if (element) element.inert = query.matches && !isOpen;
    buttonOf(toggle)?.setAttribute("aria-expanded", String(isOpen));
  }
}

/** @param {string} id */
function open(id) {
  toggleOf(id)?.click();
  sync();
  if (!toggleOf(id)?.checked) return;
  if (id === "__search") {
    /** @type {HTMLElement | null} */ (document.querySelector(".md-search__input"))?.focus();
    return;
  }
  const links = document.querySelectorAll(".md-sidebar--primary a");
  const current = [...links].find((link) => link.getAttribute("aria-current")) ?? links[0];
  /** @type {HTMLElement | undefined} */ (current)?.focus();
}

addEventListener(
  "keydown",
  (event) => {
    const target = /** @type {Element | null} */ (event.target);
    const isCommand = !event.ctrlKey && !event.metaKey && !event.altKey && event.key.length === 1;
    const isTyping = target?.closest?.("input, textarea, select, [contenteditable]");
    if (isCommand && THEME_KEYS.includes(event.key) && !isTyping) event.stopImmediatePropagation();
    if (event.key !== "Escape") return;
    for (const { toggle } of PANELS) {
      if (!toggleOf(toggle)?.checked) continue;
      // The theme closes the search itself; either way the focus goes back to the button.
      if (toggle === "__drawer") toggleOf(toggle)?.click();
      setTimeout(() => {
        sync();
        if (!toggleOf(toggle)?.checked) buttonOf(toggle)?.focus();
      });
    }
  },
  // Before the theme sees it.
  true,
);

document.addEventListener("click", (event) => {
  const target = /** @type {Element | null} */ (event.target);
  const button = target?.closest?.("button[data-course-toggle]");
  if (button) open(button.getAttribute("data-course-toggle") ?? "");
});

/**
 * The skip link moves the focus itself. The theme's instant navigation would take it for a change of the page and load the
 * page anew, which loses the focus when it happens shortly after a load or a scroll.
 */
document.addEventListener(
  "click",
  (event) => {
    const target = /** @type {Element | null} */ (event.target);
    const main = document.getElementById("course-main");
    if (!main || !target?.closest?.(".md-skip") || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    main.focus({ preventScroll: true });
    main.scrollIntoView();
  },
  // Before the theme sees it.
  true,
);
document.addEventListener("change", (event) => {
  if (PANELS.some(({ toggle }) => event.target === toggleOf(toggle))) sync();
});
for (const { query } of PANELS) query.addEventListener("change", sync);

/**
 * An instant page change drops the focus on the body: the next Tab would begin at the top of the
 * menu, and a screen reader would say nothing. So the new page's heading gets it, as after a load.
 */
function focusHeading() {
  const heading = /** @type {HTMLElement | null} */ (document.querySelector(".md-content h1"));
  if (location.hash || !heading) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}

const pages = /** @type {{subscribe(next: () => void): void} | undefined} */ (
  /** @type {any} */ (globalThis).document$
);
let isFirstPage = true;
pages?.subscribe(() => {
  // After an instant page change the panels are new elements.
  sync();
  if (!isFirstPage) focusHeading();
  isFirstPage = false;
});
sync();
