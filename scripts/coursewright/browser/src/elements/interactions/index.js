/**
 * The interactions by their xAPI names, behind one small interface.
 *
 * To add one: a file like `matching.js`, a line in `INTERACTIONS`, its grading in `core/scoring.js`.
 */
import { choice } from "./choice.js";
import { fillIn } from "./fill_in.js";
import { likert } from "./likert.js";
import { matching } from "./matching.js";
import { reflection } from "./reflection.js";
import { sequencing } from "./sequencing.js";

/**
 * @typedef {object} Interaction
 * @property {(section: Element, order: string[]) => void} [arrange] puts the parts in this order
 * @property {(section: Element, respond: () => void) => void} enhance adds controls; calls back
 *   after every change by the learner
 * @property {(section: Element, isCommit?: boolean) => any} read the response in wire form, or
 *   null; `isCommit`: take what is shown as the response even if nothing was touched
 * @property {(section: Element, response: any) => void} write shows a response; null clears
 * @property {(section: Element, isLocked: boolean) => void} lock
 * @property {(section: Element, spec: ItemSpec, key: ItemKey, response: any, isFinal: boolean) => void} [mark]
 *   verdicts on the parts; `isFinal`: also name what would have been right
 */

/** @import { ItemSpec, ItemKey } from "../../core/types.js" */

/** @type {Record<string, Interaction>} */
export const INTERACTIONS = {
  choice,
  "true-false": choice,
  sequencing,
  matching,
  "fill-in": fillIn,
  numeric: fillIn,
  likert,
  "long-fill-in": reflection,
};

/**
 * Whether every part of an item has a response (a matching with one select left empty has not).
 *
 * @param {ItemSpec} spec
 * @param {any} response
 */
export function isComplete(spec, response) {
  if (response === null || response === undefined) return false;
  const parts = spec.sources?.length ?? spec.statements?.length;
  if (parts) return response.length === parts;
  if (spec.blanks) return response.every((/** @type {string} */ text) => text.trim());
  return true;
}

/**
 * Whether an item can be right or wrong at all.
 *
 * @param {ItemSpec} spec
 */
export const isScored = (spec) => !["likert", "long-fill-in"].includes(spec.interaction);
