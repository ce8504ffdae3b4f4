/**
 * Where rows are kept: IndexedDB; localStorage where that is denied or full; else memory, until the tab is closed.
 *
 * IndexedDB comes first because it is the only one that survives: an acknowledged write is on the disk when the browser
 * is killed the next moment, whereas localStorage lost most of such writes.
 */

/** @typedef {Map<string, any>} Rows by key, in the order of keys */
/** @typedef {[key: string, value: unknown][]} Writes value undefined deletes */
/**
 * @typedef {object} Backend
 * @property {"indexeddb"|"local"|"memory"} kind
 * @property {(prefix: string) => Promise<Rows>} read
 * @property {() => Promise<string[]>} keys of all rows; much faster than their values
 * @property {(prefixes: string[], change: (rows: Rows) => Writes) => Promise<void>} update reads and writes in one
 *   transaction; resolves when the writes are safe, rejects when the browser refuses them
 */

/**
 * The schema, one step per version. Steps are only ever added.
 * @type {((db: IDBDatabase) => void)[]}
 */
const UPGRADES = [(db) => void db.createObjectStore("rows")];

/** An open that takes longer is blocked by something else (another tab, a broken profile): go on without. */
const OPEN_TIMEOUT_MS = 3000;

/** What may go to localStorage when the database is full: records, not the text of somebody's thoughts. */
const LARGEST_SPARE = 65_536;

/** The row with the device's key; only the database can hold a key that nobody can read out. */
export const DEVICE = "!device";

/** @param {string} name @returns {Promise<IDBDatabase>} */
function openDatabase(name) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("IndexedDB does not open")), OPEN_TIMEOUT_MS);
    const request = indexedDB.open(name, UPGRADES.length);
    request.onupgradeneeded = ({ oldVersion }) => {
      for (const upgrade of UPGRADES.slice(oldVersion)) upgrade(request.result);
    };
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      clearTimeout(timer);
      // Too late changes nothing: a promise settles once. But the connection must not block others.
      request.result.onversionchange = () => request.result.close();
      resolve(request.result);
    };
  });
}

/** @implements {Backend} */
class DatabaseBackend {
  /** @type {"indexeddb"} */
  kind = "indexeddb";
  #name;
  #spare;
  /** @type {IDBDatabase|undefined} */
  #db;

  /** @param {string} name @param {TextBackend|null} spare takes small rows while the database is full */
  constructor(name, spare) {
    this.#name = name;
    this.#spare = spare;
  }

  /** @param {string} prefix */
  async read(prefix) {
    return this.#whole(await this.#run("readonly", [prefix], () => []), [prefix]);
  }

  async keys() {
    const request = (await this.#begin("readonly")).objectStore("rows").getAllKeys();
    /** @type {IDBValidKey[]} */
    const keys = await new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    return [...keys.map(String), ...((await this.#spare?.keys()) ?? [])];
  }

  /** @param {string[]} prefixes @param {(rows: Rows) => Writes} change */
  async update(prefixes, change) {
    /** @type {Writes} */
    let writes = [];
    try {
      await this.#run("readwrite", prefixes, (rows) => (writes = change(this.#whole(rows, prefixes))));
      this.#spare?.put(writes.map(([key]) => [key, undefined]));
    } catch (error) {
      const isFull = error instanceof DOMException && error.name === "QuotaExceededError";
      const isSmall = JSON.stringify(writes).length < LARGEST_SPARE && !writes.some(([key]) => key === DEVICE);
      if (!this.#spare || !isFull || !isSmall) throw error;
      this.#spare.put(writes);
    }
  }

  /** Moves what an earlier visit had to keep in localStorage; rows that exist win. A full database moves nothing. */
  async settle() {
    // The writing transaction also shows whether the browser lets us write at all.
    const strays = this.#spare?.rows([""]) ?? new Map();
    const move = (/** @type {Rows} */ rows) => [...strays].filter(([key]) => !rows.has(key));
    await this.#run("readwrite", [strays.size ? "" : "!"], move).then(
      () => this.#spare?.put([...strays.keys()].map((key) => [key, undefined])),
      (error) => {
        if (error?.name !== "QuotaExceededError") throw error;
      },
    );
  }

  /** @param {Rows} rows @param {string[]} prefixes @returns {Rows} with those that found no room */
  #whole(rows, prefixes) {
    const spare = this.#spare?.rows(prefixes);
    if (!spare?.size) return rows;
    return new Map([...spare, ...rows].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** @param {IDBTransactionMode} mode @returns {Promise<IDBTransaction>} on a new connection when the old one was closed */
  async #begin(mode) {
    const begin = (/** @type {IDBDatabase} */ db) => db.transaction("rows", mode, { durability: "strict" });
    try {
      if (this.#db) return begin(this.#db);
    } catch {
      // Closed by the browser or by a newer version of the schema.
    }
    this.#db = await openDatabase(this.#name);
    return begin(this.#db);
  }

  /**
   * @param {IDBTransactionMode} mode
   * @param {string[]} prefixes
   * @param {(rows: Rows) => Writes} change
   * @returns {Promise<Rows>}
   */
  async #run(mode, prefixes, change) {
    const transaction = await this.#begin(mode);
    return new Promise((resolve, reject) => {
      const table = transaction.objectStore("rows");
      /** @type {Rows} */
      const rows = new Map();
      transaction.oncomplete = () => resolve(rows);
      transaction.onabort = () => reject(transaction.error ?? new Error("transaction aborted"));
      prefixes.forEach((prefix, i) => {
        const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`);
        const keys = table.getAllKeys(range);
        const values = table.getAll(range);
        values.onsuccess = () => {
          keys.result.forEach((key, at) => rows.set(String(key), values.result[at]));
          // Requests answer in order, so the last one has seen all rows.
          if (i < prefixes.length - 1) return;
          try {
            for (const [key, value] of change(rows)) value === undefined ? table.delete(key) : table.put(value, key);
          } catch (error) {
            reject(error);
            transaction.abort();
          }
        };
      });
    });
  }
}

/**
 * Rows as JSON texts in the properties of an object: localStorage, or one object of the page for memory.
 * @implements {Backend}
 */
class TextBackend {
  kind;
  #texts;
  #space;

  /** @param {"local"|"memory"} kind @param {Record<string, string>} texts @param {string} space */
  constructor(kind, texts, space) {
    this.kind = kind;
    this.#texts = texts;
    this.#space = space;
  }

  /** @param {string} prefix @returns {Promise<Rows>} */
  async read(prefix) {
    return this.rows([prefix]);
  }

  async keys() {
    return [...this.rows([""]).keys()];
  }

  /** @param {string[]} prefixes @param {(rows: Rows) => Writes} change */
  async update(prefixes, change) {
    this.put(change(this.rows(prefixes)));
  }

  /** @param {Writes} writes */
  put(writes) {
    for (const [key, value] of writes) {
      if (value === undefined) delete this.#texts[this.#space + key];
      else this.#texts[this.#space + key] = JSON.stringify(value);
    }
  }

  /** @param {string[]} prefixes @returns {Rows} */
  rows(prefixes) {
    const isAsked = (/** @type {string} */ key) => prefixes.some((prefix) => key.startsWith(this.#space + prefix));
    const keys = Object.keys(this.#texts).filter(isAsked).sort();
    return new Map(keys.map((key) => [key.slice(this.#space.length), JSON.parse(this.#texts[key])]));
  }
}

/** @param {string} space @returns {TextBackend|null} null when localStorage is denied */
function openLocal(space) {
  try {
    localStorage[space] = "";
    delete localStorage[space];
    return new TextBackend("local", localStorage, space);
  } catch {
    return null;
  }
}

/** @param {string} name @returns {TextBackend} the same for every bundle of the page, so that all see what one has kept */
function openMemory(name) {
  const page = /** @type {any} */ (globalThis);
  return new TextBackend("memory", (page[Symbol.for(name)] ??= Object.create(null)), "");
}

/**
 * @param {string} course
 * @returns {Promise<Backend>} the best one that works; never rejects
 */
export async function openBackend(course) {
  const name = `coursewright ${course}`;
  const local = openLocal(`${name} `);
  const database = new DatabaseBackend(name, local);
  try {
    await database.settle();
    return database;
  } catch {
    return local ?? openMemory(name);
  }
}
