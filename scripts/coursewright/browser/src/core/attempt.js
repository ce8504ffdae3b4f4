/**
 * One attempt at a quiz as a value and the only function that changes it. No clock, no storage, no page: whoever calls
 * passes the time and keeps the state. Plain JSON, so that it can be stored anywhere.
 * @import {Form, Response} from "./types.js"
 */
import { drawItems, shuffled } from "./random.js";

/**
 * @typedef {object} AttemptState
 * @property {string} attempt UUID; the record carries the same
 * @property {string} seed decides the draw, the order and (with the item id) the order of options
 * @property {string} version of the form when it was started or carried over
 * @property {string|null} [path] the items were drawn for, where that makes a difference
 * @property {string[]} items the drawn items in their order
 * @property {Record<string, string>} hashes item id → item hash
 * @property {Record<string, Response>} responses answered items only
 * @property {Record<string, number>} ms item id → milliseconds spent
 * @property {string[]} checked items whose feedback was shown; their response is settled
 * @property {string[]} hinted items whose hint was opened
 * @property {number} position index into `items`
 * @property {"intro"|"running"|"review"|"done"} phase
 * @property {number} retry 0 for the attempt proper; later rounds over the wrong items are not recorded
 * @property {number} since epoch milliseconds of the last step, for `ms`
 * @property {string|null} started ISO
 * @property {string|null} submitted ISO
 */

/**
 * Every `now` is an ISO time.
 * @typedef {{type: "start", form: Form, seed: string, now: string, attempt: string}
 *   | {type: "resume", now: string}
 *   | {type: "respond", item: string, response: Response, now: string}
 *   | {type: "check", item: string}
 *   | {type: "hint", item: string}
 *   | {type: "go", position: number, now?: string}
 *   | {type: "review"}
 *   | {type: "submit", now: string}
 *   | {type: "retryWrong", items: string[], now: string}} Action
 */

/** Longer than this nobody looks at one item: the learner was away. */
const LONGEST_LOOK_MS = 600_000;

/** @type {Readonly<AttemptState>} What the intro shows before anything is started. */
export const NO_ATTEMPT = Object.freeze({
  attempt: "",
  seed: "",
  version: "",
  items: [],
  hashes: {},
  responses: {},
  ms: {},
  checked: [],
  hinted: [],
  position: 0,
  phase: "intro",
  retry: 0,
  since: 0,
  started: null,
  submitted: null,
});

/** @param {readonly string[]} list @param {string} entry @returns {string[]} */
const including = (list, entry) => [...new Set([...list, entry])];

/** @param {Form} form @param {readonly string[]} items @returns {Record<string, string>} */
const hashesOf = (form, items) => Object.fromEntries(items.map((item) => [item, form.items[item].hash]));

/**
 * @param {AttemptState} state
 * @param {string|undefined} item
 * @param {string|undefined} now
 * @returns {AttemptState} with the time since the last step added to the item
 */
function timed(state, item, now) {
  if (!item || !now) return state;
  const since = Date.parse(now);
  const look = Math.min(Math.max(0, since - state.since), LONGEST_LOOK_MS);
  return { ...state, since, ms: { ...state.ms, [item]: (state.ms[item] ?? 0) + look } };
}

/**
 * @param {AttemptState} state
 * @param {Action} action an action that does not fit the state changes nothing
 * @returns {AttemptState}
 */
export function reduce(state, action) {
  const isOpen = state.phase === "running" || state.phase === "review";
  if (action.type === "start") {
    const { form, seed, now, attempt } = action;
    const items = drawItems(form.strata, seed);
    const hashes = hashesOf(form, items);
    const since = Date.parse(now);
    const { version, path } = form;
    return { ...NO_ATTEMPT, attempt, seed, version, path, items, hashes, phase: "running", since, started: now };
  }
  if (action.type === "resume") return { ...state, since: Date.parse(action.now) };
  if (action.type === "retryWrong") return retried(state, action);
  if (!isOpen) return state;
  if ("item" in action && !state.items.includes(action.item)) return state;
  switch (action.type) {
    case "respond": {
      const { item, response, now } = action;
      if (state.checked.includes(item)) return state;
      return { ...timed(state, item, now), responses: { ...state.responses, [item]: response } };
    }
    case "check":
      return { ...state, checked: including(state.checked, action.item) };
    case "hint":
      return { ...state, hinted: including(state.hinted, action.item) };
    case "go": {
      const position = Math.max(0, Math.min(action.position, state.items.length - 1));
      return { ...timed(state, state.items[state.position], action.now), position, phase: "running" };
    }
    case "review":
      return { ...state, phase: "review" };
    case "submit":
      return { ...state, phase: "done", submitted: action.now };
  }
}

/**
 * @param {AttemptState} state
 * @param {{items: string[], now: string}} action the items to ask again
 * @returns {AttemptState} another round over those items; unchanged while the attempt is open or nothing was wrong
 */
function retried(state, { items, now }) {
  const wrong = state.items.filter((item) => items.includes(item));
  if (state.phase !== "done" || !wrong.length) return state;
  const retry = state.retry + 1;
  /** @type {AttemptState} */
  const round = { ...state, retry, phase: "running", position: 0, checked: [], responses: {}, ms: {}, submitted: null };
  return { ...round, items: shuffled(wrong, `${state.seed}/retry/${retry}`), since: Date.parse(now) };
}

/**
 * Brings a stored attempt to the form of today. Items whose hash is the same keep their response; a changed item stays
 * and is asked again; a missing one is replaced, so that every stratum has its count. A finished attempt stays as it was.
 * @param {AttemptState|null} state from storage
 * @param {Form} form
 * @returns {AttemptState|null} null when there is nothing usable to resume
 */
export function carryOver(state, form) {
  if (!state?.seed || !Array.isArray(state.items)) return null;
  // An open attempt stays on the path that it was drawn for, whatever the learner chooses meanwhile.
  if (state.version === form.version || state.phase === "done") return state;
  const known = state.items.filter((item) => form.items[item]);
  const items = state.retry ? known : drawItems(form.strata, state.seed, known);
  if (!items.length) return null;
  const hashes = hashesOf(form, items);
  const isSame = (/** @type {string} */ item) => hashes[item] !== undefined && hashes[item] === state.hashes[item];
  /** @template T @param {Record<string, T>} byItem @returns {Record<string, T>} */
  const same = (byItem) => Object.fromEntries(Object.entries(byItem).filter(([item]) => isSame(item)));
  return {
    ...state,
    version: form.version,
    path: form.path,
    items,
    hashes,
    responses: same(state.responses),
    ms: same(state.ms),
    checked: state.checked.filter(isSame),
    hinted: state.hinted.filter(isSame),
    position: Math.max(0, items.indexOf(state.items[state.position])),
  };
}
