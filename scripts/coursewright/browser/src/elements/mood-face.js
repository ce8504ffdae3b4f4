/** The partner's mood as a face. The word stands beside it, so that the drawing is decoration. */

/** @import { Mood } from "../core/scenario.js" */

const SVG = "http://www.w3.org/2000/svg";

/** Mouth and brows of each mood, in a box of 48. @type {Record<Mood, string>} */
const LINES = {
  furious: "M15 37q9-9 18 0M12 14l9 6M36 14l-9 6",
  angry: "M16 36q8-5 16 0M13 16l8 3M35 16l-8 3",
  uneasy: "M16 35q4-3 8 0t8 0M13 17l7-2M35 17l-7-2",
  calm: "M17 34h14M14 16h6M28 16h6",
  pleased: "M15 31q9 9 18 0M14 16q3-3 6 0M28 16q3-3 6 0",
};

/** @param {string} name @param {Record<string, string>} attributes */
function part(name, attributes) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

/** @param {Mood} mood @returns {SVGElement} */
export function moodFace(mood) {
  const face = part("svg", { viewBox: "0 0 48 48", class: "course-mood__face", "aria-hidden": "true", focusable: "false" });
  face.append(
    part("circle", { cx: "24", cy: "24", r: "21" }),
    part("circle", { cx: "17", cy: "23", r: "2", class: "course-mood__eye" }),
    part("circle", { cx: "31", cy: "23", r: "2", class: "course-mood__eye" }),
    part("path", { d: LINES[mood] ?? LINES.calm }),
  );
  return face;
}
