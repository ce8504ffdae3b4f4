/**
 * The shapes that travel between the page, the runtime and the records. Types only; this file has no code.
 *
 * @typedef {{readonly n: bigint, readonly d: bigint}} Fraction Exact, in lowest terms, `d` > 0.
 * @typedef {"choice"|"true-false"|"sequencing"|"matching"|"fill-in"|"numeric"|"likert"|"long-fill-in"} Interaction
 *
 * @typedef {object} ItemSpec Public form of one item.
 * @property {string} hash
 * @property {Interaction} interaction
 * @property {number|string} points
 * @property {string|null} objective
 * @property {boolean} [shuffle]
 * @property {string[]} [options]
 * @property {boolean} [multiple]
 * @property {"single"|"multiple"|"situation"|"true-false"} [scoring]
 * @property {string[]} [elements]
 * @property {string[]} [sources]
 * @property {string[]} [targets]
 * @property {number} [blanks]
 * @property {string[]} [statements]
 * @property {number} [scale]
 *
 * @typedef {object} Blank Key of one gap: words for fill-in, limits for numeric.
 * @property {string[]} [accepted]
 * @property {boolean} [exact]
 * @property {string} [low]
 * @property {string} [high]
 *
 * @typedef {object} ItemKey
 * @property {Record<string, string>} [credits] Option id → fraction ("1", "1/2", "0").
 * @property {string[]} [key]
 * @property {string[]} [order]
 * @property {Record<string, string>} [pairs] Source id → target id.
 * @property {Blank[]} [blanks]
 *
 * @typedef {{count: number, items: string[], paths?: string[]}} Stratum paths: whose learners draw from it; without, all
 *
 * @typedef {object} Form Public form of a quiz.
 * @property {string} schema
 * @property {string} course
 * @property {string} quiz
 * @property {string} title
 * @property {"practice"|"record"} kind
 * @property {string} language
 * @property {string} version
 * @property {string|null} masteryScore
 * @property {number|null} attempts
 * @property {boolean} reveal
 * @property {string[]} [paths] only where the draw depends on the path; the first is the default
 * @property {string|null} [path] set by `formFor`: whose strata are left
 * @property {Stratum[]} strata
 * @property {Record<string, ItemSpec>} items
 *
 * @typedef {Record<string, ItemKey|null>} Keys
 * @typedef {string | string[] | [string, string][] | [string, number][] | null} Response
 */

export {};
