/**
 * `<course-scenario>`: plays the outline that the server rendered, one decision at a time. The rules are in
 * `core/scenario.js`; this file keeps the walk and puts the right scene on the page.
 */
import { NO_WALK, carryOver, currentNode, isEnding, reduce } from "../core/scenario.js";
import { isoNow } from "../core/time.js";
import * as messages from "../messages/en.js";
import { openScenarioStore, scenarioName } from "../storage/scenario-store.js";
import { ElementBase, all, button, define, focusOn, h, setOff, whenParsed } from "./dom.js";
import { notice, storageNotice } from "./quiz-data.js";
import { ScenarioOutline, readScenarioData } from "./scenario-outline.js";
import { printSheets } from "./scenario-print.js";
import { DecisionScene, dialogue, endingScene, moodLine } from "./scenario-scene.js";

/** @import { Action, Walk } from "../core/scenario.js" */
/** @import { ScenarioStore } from "../storage/scenario-store.js" */
/** @import { ScenarioData } from "./scenario-outline.js" */

export class CourseScenario extends ElementBase {
  /** @type {ScenarioData|null} */
  #data = null;
  /** @type {ScenarioStore|undefined} */
  #store;
  /** @type {ScenarioOutline|undefined} */
  #outline;
  /** @type {Walk} */
  #walk = NO_WALK;
  /** @type {string|null} */
  #profile = null;
  /** @type {DecisionScene|null} the decision on the screen */
  #scene = null;
  #saved = Promise.resolve();
  /** @type {AbortController|undefined} set while the element is on the page */
  #connection;
  #notes = h("div", "course-scene__notes");
  #stage = h("div", "course-scene__stage");
  #back = button(messages.oneStepBack, () => this.#move({ type: "back" }));
  #restart = button(messages.startAgain, () => this.#move({ type: "restart" }));

  static define(tag = "course-scenario") {
    define(tag, this);
  }

  connectedCallback() {
    whenParsed(() => void this.#start());
  }

  disconnectedCallback() {
    this.#connection?.abort();
    this.#connection = undefined;
  }

  async #start() {
    if (!this.isConnected || this.#connection) return;
    this.#connection = new AbortController();
    const { signal } = this.#connection;
    this.#data ??= readScenarioData(this);
    if (!this.#data) {
      this.prepend(notice(messages.broken));
      this.dataset.ready = "broken";
      return;
    }
    this.#store ??= await openScenarioStore(this.dataset.course ?? "");
    if (signal.aborted) return;
    if (!this.#outline) this.#build();
    const stop = this.#store.onChange((change) => void this.#hear(change));
    signal.addEventListener("abort", stop);
    printSheets(this, signal);
    await this.#load();
    this.dataset.ready = "";
  }

  #build() {
    this.#outline = new ScenarioOutline(this);
    const note = this.#store && storageNotice(this.#store);
    if (note) this.#notes.append(note);
    const nav = h("div", "course-scene__nav", this.#back, this.#restart);
    const player = h("div", "course-scene__player", this.#notes, this.#stage, nav);
    player.append(h("p", "course-panel__note", messages.wayIsSaved));
    all(this, ".course-scenario__outline")[0].before(player);
  }

  /** @param {{kind: string, id: string, own: boolean}} change */
  async #hear({ kind, id, own }) {
    if (kind === "draft" && id === scenarioName(this.dataset.scenario ?? "") && !own) await this.#load();
    if (kind !== "profile") return;
    const profile = (await this.#store?.currentProfile())?.id ?? null;
    if (this.#profile && profile !== this.#profile) {
      this.#notes.replaceChildren(notice(messages.profileChanged));
      await this.#load();
    }
    this.#profile = profile;
  }

  async #load() {
    if (!this.#store || !this.#data) return;
    this.#profile = (await this.#store.currentProfile())?.id ?? null;
    this.#walk = carryOver(this.#data, await this.#store.walk(this.dataset.scenario ?? ""));
    this.#show();
  }

  /** @param {Action} action the learner's; the focus goes along */
  #move(action) {
    if (!this.#data) return;
    const before = this.#walk;
    this.#walk = reduce(this.#data, before, action);
    if (this.#walk === before) return;
    this.#save(before.way.length === 0);
    if (action.type === "choose") this.#showOutcome();
    else focusOn(this.#show());
  }

  /** One write at a time, in the order of the steps. @param {boolean} isFirst */
  #save(isFirst) {
    const { scenario: id = "", title = "" } = this.dataset;
    const walk = this.#walk;
    const store = this.#store;
    this.#saved = this.#saved
      .then(async () => {
        await store?.saveWalk(id, walk);
        if (isFirst) await store?.visit(id, title, location.href.split("#")[0]);
      })
      .catch((error) => this.#notes.replaceChildren(notice(messages.saveFailed(String(error)))));
  }

  /** @returns {HTMLElement} the heading of the scene */
  #show() {
    const data = /** @type {ScenarioData} */ (this.#data);
    const outline = /** @type {ScenarioOutline} */ (this.#outline);
    const walk = this.#walk;
    const node = currentNode(data, walk);
    const past = walk.isOpen ? walk.way.slice(0, -1) : walk.way;
    this.#scene = null;
    let title;
    if (isEnding(data, node)) {
      const { module: href = "./", moduleTitle = "" } = this.dataset;
      const ending = endingScene(data, outline, walk, node, { href, title: moduleTitle });
      title = ending.title;
      const conversation = dialogue(data, outline, past);
      this.#stage.replaceChildren(moodLine(data, walk), ending.root, ...(conversation ? [conversation] : []));
    } else {
      const scene = new DecisionScene(data, outline, node, past.length + 1, {
        onDecide: (option) => this.#move({ type: "choose", option }),
        onGoOn: () => this.#move({ type: "goOn", now: isoNow() }),
      });
      this.#scene = scene;
      title = scene.title;
      const conversation = dialogue(data, outline, past);
      const mood = moodLine(data, { ...walk, way: past });
      this.#stage.replaceChildren(...(conversation ? [conversation] : []), mood, scene.root);
      if (walk.isOpen) this.#showOutcome();
    }
    this.#setButtons();
    return title;
  }

  #showOutcome() {
    const last = this.#walk.way.at(-1);
    if (this.#data && last) this.#scene?.show(this.#walk, isEnding(this.#data, last.target));
    this.#setButtons();
  }

  #setButtons() {
    for (const each of [this.#back, this.#restart]) setOff(each, this.#walk.way.length === 0);
  }
}
