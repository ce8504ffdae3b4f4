/** Shares as learners read them. */
import { pageLanguage } from "./dom.js";

/**
 * @param {number} tenths of a per cent, rounded downwards: 79.96 % must not look like a passed 80 %
 * @returns {string} for example "83.3 %", with the decimal sign of the page's language
 */
export const tenthsPercent = (tenths) =>
  `${new Intl.NumberFormat(pageLanguage(), { maximumFractionDigits: 1 }).format(tenths / 10)} %`;

/** @param {string} share four decimal places, as in result files @returns {string} */
export const decimalPercent = (share) => tenthsPercent(Math.floor(Number(share.replace(".", "")) / 10));
