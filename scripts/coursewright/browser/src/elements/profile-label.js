/**
 * What a profile is called on the screen: its name, or, with a personal link, what is not personal about it.
 */
import { formatDate } from "../core/time.js";
import * as messages from "../messages/en.js";
import { pageLanguage, pathTitle } from "./dom.js";

/** @import { Profile } from "../storage/rows.js" */

/** @param {Profile} profile */
export function profileLabel({ name, enrolment, path, created }) {
  if (!enrolment) return name || messages.unnamed;
  return messages.linkLabel(pathTitle(path), formatDate(created, pageLanguage()));
}
