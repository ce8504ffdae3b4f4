/**
 * The profile of a diagnosis: bars for the eye, a table for everybody, and the advice that fits.
 */
import { OCCASIONS, barOf } from "../core/profile.js";
import { formatDate } from "../core/time.js";
import * as messages from "../messages/en.js";
import { all, h, pageLanguage } from "./dom.js";

/** @import { Bar, CategorySpec, Diagnosis, Occasion } from "../core/profile.js" */

const SVG = "http://www.w3.org/2000/svg";
const ROW = 22;
const LABEL = 18;
const WIDTH = 320;

/**
 * @param {string} tag
 * @param {Record<string, string|number>} values
 * @param {...(Node|string)} children
 */
function svg(tag, values, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(values)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

/** @param {Diagnosis} diagnosis @returns {Occasion[]} those with a rating */
const held = ({ sittings }) => OCCASIONS.filter((occasion) => sittings[occasion]);

/** @param {Bar} bar */
const inWords = ({ percent, rated, all: count }) =>
  percent === null ? messages.ratedTooFew(rated, count) : `${percent} %${rated < count ? ` (${messages.ratedOf(rated, count)})` : ""}`;

/**
 * @param {CategorySpec[]} categories
 * @param {Diagnosis} diagnosis
 * @param {number} points of the scale
 * @param {Occasion[]} occasions
 */
function chart(categories, diagnosis, points, occasions) {
  const height = LABEL + ROW * occasions.length + 8;
  const groups = categories.map((category, at) => {
    const bars = occasions.flatMap((occasion, row) => {
      const { percent } = barOf(category, diagnosis.sittings[occasion]?.ratings, points);
      const y = LABEL + row * ROW;
      const width = ((percent ?? 0) * (WIDTH - 120)) / 100;
      return [
        svg("rect", { class: "course-bar__ground", x: 0, y, width: WIDTH - 120, height: ROW - 6 }),
        svg("rect", { class: `course-bar course-bar--${occasion}`, x: 0, y, width, height: ROW - 6 }),
        svg("text", { x: WIDTH - 112, y: y + 12 }, `${messages.occasions[occasion]}: ${percent === null ? "–" : `${percent} %`}`),
      ];
    });
    const title = svg("text", { class: "course-bar__title", x: 0, y: 12 }, category.title);
    return svg("g", { transform: `translate(0 ${at * height})` }, title, ...bars);
  });
  const box = `0 0 ${WIDTH} ${height * categories.length}`;
  return svg("svg", { class: "course-profile-chart", viewBox: box, role: "img", "aria-label": messages.chartLabel }, ...groups);
}

/**
 * @param {CategorySpec[]} categories
 * @param {Diagnosis} diagnosis
 * @param {number} points
 * @param {Occasion[]} occasions
 */
function table(categories, diagnosis, points, occasions) {
  const day = (/** @type {Occasion} */ occasion) => formatDate(diagnosis.sittings[occasion]?.at ?? "", pageLanguage());
  const head = occasions.map((occasion) => h("th", { scope: "col" }, `${messages.occasions[occasion]}, ${day(occasion)}`));
  const rows = categories.map((category) => {
    const bars = occasions.map((occasion) => barOf(category, diagnosis.sittings[occasion]?.ratings, points));
    const [first, last] = [bars[0]?.percent ?? null, bars.at(-1)?.percent ?? null];
    const change = bars.length > 1 && h("td", {}, first === null || last === null ? "–" : messages.change(last - first));
    return h("tr", {}, h("th", { scope: "row" }, category.title), ...bars.map((bar) => h("td", {}, inWords(bar))), change);
  });
  const columns = h("tr", {}, h("th", { scope: "col" }, messages.category), ...head, occasions.length > 1 && h("th", { scope: "col" }, messages.changeTitle));
  return h("div", { class: "course-table", tabindex: "0", role: "group", "aria-label": messages.profileTitle }, h("table", {}, h("caption", {}, messages.percentMeaning), h("thead", {}, columns), h("tbody", {}, ...rows)));
}

/**
 * @param {HTMLElement} element of the instrument: its advice is moved to where it fits
 * @param {CategorySpec[]} categories
 * @param {Diagnosis} diagnosis
 * @param {number} points
 * @returns {(HTMLElement|SVGElement)[]} nothing until something was rated
 */
export function profileView(element, categories, diagnosis, points) {
  const occasions = held(diagnosis);
  if (!occasions.length) return [h("p", {}, messages.profileEmpty)];
  const latest = diagnosis.sittings[diagnosis.current] ? diagnosis.current : occasions[occasions.length - 1];
  const advice = categories.map((category) => {
    const { band, rated, all: count } = barOf(category, diagnosis.sittings[latest]?.ratings, points);
    const section = all(element, `[data-category="${category.id}"]`)[0];
    const text = band && all(section, `.course-category__band[data-band="${band}"]`)[0]?.cloneNode(true);
    return h("section", "course-advice", h("h3", {}, category.title), text || h("p", {}, messages.ratedTooFew(rated, count)));
  });
  return [
    /** @type {SVGElement} */ (chart(categories, diagnosis, points, occasions)),
    table(categories, diagnosis, points, occasions),
    h("h2", {}, messages.adviceTitle(messages.occasions[latest])),
    ...advice,
  ];
}
