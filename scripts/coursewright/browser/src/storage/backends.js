/**
 * Where rows are kept: IndexedDB; localStorage where that is denied; else memory, until the tab is closed.
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
  /** @type {IDBDatabase|undefined} */
  #db;

  /** @param {string} name */
  constructor(name) {
    this.#name = name;
  }

  /** @param {string} prefix */
  read(prefix) {
    return this.#run("readonly", [prefix], () => []);
  }

  /** @param {string[]} prefixes @param {(rows: Rows) => Writes} change */
  async update(prefixes, change) {
    await this.#run("readwrite", prefixes, change);
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
 * Rows as JSON texts in the properties of an object: localStorage, or an empty object for memory.
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
    return this.#rows([prefix]);
  }

  /** @param {string[]} prefixes @param {(rows: Rows) => Writes} change */
  async update(prefixes, change) {
    for (const [key, value] of change(this.#rows(prefixes))) {
      if (value === undefined) delete this.#texts[this.#space + key];
      else this.#texts[this.#space + key] = JSON.stringify(value);
    }
  }

  /** @param {string[]} prefixes @returns {Rows} */
  #rows(prefixes) {
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

/**
 * @param {string} course
 * @returns {Promise<Backend>} the best one that works; never rejects
 */
export async function openBackend(course) {
  const name = `coursewright ${course}`;
  const local = openLocal(`${name} `);
  const database = new DatabaseBackend(name);
  try {
    // What an earlier visit had to keep in localStorage moves over; rows that exist win.
    const strays = (await local?.read("")) ?? new Map();
    await database.update([strays.size ? "" : "!"], (rows) => [...strays].filter(([key]) => !rows.has(key)));
    await local?.update([""], (rows) => [...rows.keys()].map((key) => [key, undefined]));
    return database;
  } catch {
    return local ?? new TextBackend("memory", Object.create(null), "");
  }
}
