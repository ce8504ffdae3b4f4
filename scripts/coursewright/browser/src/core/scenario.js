/**
 * One walk through a branching scenario as a value, and the only function that changes it. No clock, no storage, no page.
 * Plain JSON, so that it can be stored anywhere; it names nodes and options, never texts.
 */

/** @typedef {"furious"|"angry"|"uneasy"|"calm"|"pleased"} Mood */
/** @typedef {"best"|"acceptable"|"poor"} Grade */
/** @typedef {"used"|"half"|"skipped"|"repaired"|"unmet"} Use how a knowledge item came through the conversation */
/** @typedef {{grade: Grade, target: string, mood: Mood|null}} Option */
/** @typedef {{calls: string[], options: Record<string, Option>}} Node `calls`: what the moment calls for; no options: an ending */
/**
 * @typedef {object} Graph
 * @property {string} start id of the first node
 * @property {Mood} mood at the start
 * @property {Record<string, Node>} nodes
 */
/** @typedef {{node: string, option: string, target: string}} Step one decision; the target tells when an edit moved it */
/**
 * @typedef {object} Walk
 * @property {Step[]} way
 * @property {boolean} isOpen the outcome of the last step is on the screen
 * @property {string|null} completed ISO time at which an ending was reached for the first time; starting again keeps it
 */
/**
 * @typedef {{type: "choose", option: string} | {type: "goOn", now: string} | {type: "back"} | {type: "restart"}} Action
 */

/** @type {Readonly<Walk>} */
export const NO_WALK = Object.freeze({ way: [], isOpen: false, completed: null });

/** @param {Graph} graph @param {string} id @returns {Node|undefined} never something inherited */
const nodeOf = ({ nodes }, id) => (Object.hasOwn(nodes, id) ? nodes[id] : undefined);

/** @param {Graph} graph @param {Pick<Step, "node"|"option">} step @returns {Option|undefined} */
function optionOf(graph, { node, option }) {
  const options = nodeOf(graph, node)?.options ?? {};
  return Object.hasOwn(options, option) ? options[option] : undefined;
}

/** @param {Graph} graph @param {string} id */
export const isEnding = (graph, id) => Object.keys(nodeOf(graph, id)?.options ?? {}).length === 0;

/** @param {Graph} graph @param {Walk} walk @returns {string} the node on the screen; with an open outcome, the one decided */
export function currentNode(graph, { way, isOpen }) {
  const last = way.at(-1);
  if (!last) return graph.start;
  return isOpen ? last.node : last.target;
}

/** @param {Graph} graph @param {Walk} walk @returns {Mood} of the partner, after the last decision */
export function moodOf(graph, { way }) {
  const moods = way.map((step) => optionOf(graph, step)?.mood);
  return moods.filter((mood) => mood !== null && mood !== undefined).at(-1) ?? graph.mood;
}

/** @param {Graph} graph @param {Step} step @returns {Grade} */
export const gradeOf = (graph, step) => optionOf(graph, step)?.grade ?? "poor";

/**
 * @param {Graph} graph
 * @param {Walk} walk
 * @param {Action} action an action that does not fit the state changes nothing
 * @returns {Walk}
 */
export function reduce(graph, walk, action) {
  switch (action.type) {
    case "choose": {
      const node = currentNode(graph, walk);
      const option = optionOf(graph, { node, option: action.option });
      if (walk.isOpen || !option) return walk;
      return { ...walk, way: [...walk.way, { node, option: action.option, target: option.target }], isOpen: true };
    }
    case "goOn": {
      if (!walk.isOpen) return walk;
      const next = { ...walk, isOpen: false };
      const isOver = isEnding(graph, currentNode(graph, next));
      return isOver ? { ...next, completed: walk.completed ?? action.now } : next;
    }
    case "back":
      return walk.way.length ? { ...walk, way: walk.way.slice(0, -1), isOpen: false } : walk;
    case "restart":
      return { ...NO_WALK, completed: walk.completed };
  }
}

/**
 * Brings a stored walk to the scenario of today: the steps up to the first one that is not there any more, or leads
 * somewhere else. A new wording keeps all of them.
 * @param {Graph} graph
 * @param {any} stored
 * @returns {Walk}
 */
export function carryOver(graph, stored) {
  if (!Array.isArray(stored?.way)) return NO_WALK;
  /** @type {Step[]} */
  const way = [];
  let node = graph.start;
  for (const step of stored.way) {
    const option = step?.node === node ? optionOf(graph, step) : undefined;
    if (!option || option.target !== step.target || !nodeOf(graph, option.target)) break;
    way.push({ node, option: step.option, target: option.target });
    node = option.target;
  }
  const isWhole = way.length === stored.way.length;
  const completed = typeof stored.completed === "string" ? stored.completed : null;
  return { way, isOpen: isWhole && way.length > 0 && stored.isOpen === true, completed };
}

/** @type {Record<Grade, Use>} */
const USE = { best: "used", acceptable: "half", poor: "skipped" };

/**
 * How what the conversation called for came through on this way: the best option uses it, an acceptable one uses half
 * of it, a poor one skips it; what was missed and done at a later decision is repaired.
 * @param {Graph} graph
 * @param {readonly Step[]} way
 * @param {readonly string[]} names everything that the scenario calls for
 * @returns {Map<string, Use>} in the order of `names`; "unmet": no decision of this way called for it
 */
export function debrief(graph, way, names) {
  /** @type {Map<string, Use>} */
  const uses = new Map(names.map((name) => [name, "unmet"]));
  for (const step of way) {
    const use = USE[gradeOf(graph, step)];
    for (const name of nodeOf(graph, step.node)?.calls ?? []) {
      const before = uses.get(name);
      const isMissed = before === "skipped" || before === "half" || before === "repaired";
      uses.set(name, use === "used" && isMissed ? "repaired" : use);
    }
  }
  return uses;
}
