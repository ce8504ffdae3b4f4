/**
 * Everything that looks random in a quiz comes from one seed kept with the attempt, so that a resumed attempt shows the
 * same items in the same order. Not for secrets.
 *
 * The generator is sfc32 (Doty-Humphrey's "small fast counting", 128-bit state), its state filled by a MurmurHash3-style
 * string hash (xmur3). Both are in the public domain and written here from their description.
 * @import {Stratum} from "./types.js"
 */

/**
 * @param {string} text
 * @returns {() => number} a stream of 32-bit hashes of the text
 */
function textHashes(text) {
  let h = 1779033703 ^ text.length;
  for (let i = 0; i < text.length; i++) {
    h = Math.imul(h ^ text.charCodeAt(i), 3432918353);
    h = (h << 13) | (h >>> 19);
  }
  return () => {
    h = Math.imul(h ^ (h >>> 16), 2246822507);
    h = Math.imul(h ^ (h >>> 13), 3266489909);
    return (h ^= h >>> 16) >>> 0;
  };
}

/**
 * @param {string} seed
 * @returns {() => number} the next unsigned 32-bit integer
 */
export function randomSource(seed) {
  const next = textHashes(seed);
  let [a, b, c, counter] = [next(), next(), next(), next()];
  const step = () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  // Similar seeds start in similar states; fifteen rounds drive them apart.
  for (let i = 0; i < 15; i++) step();
  return step;
}

/**
 * @template T
 * @param {readonly T[]} array left as it is
 * @param {string} seed
 * @returns {T[]} the same elements in an order that depends on the seed only (Fisher–Yates)
 */
export function shuffled(array, seed) {
  const next = randomSource(seed);
  const result = [...array];
  for (let i = result.length - 1; i > 0; i--) {
    // Multiply and shift: at most (i+1)/2^32 away from uniform, exact in a double.
    const j = Math.floor((next() * (i + 1)) / 2 ** 32);
    [result[i], result[j]] = [result[j], result[i]];
  }
  return result;
}

/**
 * Draws the items of one attempt: from each stratum as many as it asks for, none twice.
 *
 * Strata may overlap. Taking greedily could then leave a later stratum short although a full draw exists, so an item
 * already taken is handed over when its stratum can take another one instead (augmenting paths).
 * @param {readonly Stratum[]} strata
 * @param {string} seed
 * @param {readonly string[]} [kept] items to prefer, because they were drawn before
 * @returns {string[]} kept items first and in their order, then the others in a seeded order
 */
export function drawItems(strata, seed, kept = []) {
  const pools = strata.map(({ items }, index) => [
    ...kept.filter((item) => items.includes(item)),
    ...shuffled(items, `${seed}/${index}`).filter((item) => !kept.includes(item)),
  ]);
  /** @type {Map<string, number>} */
  const owners = new Map();
  /** @type {(stratum: number, seen: Set<string>) => boolean} */
  const take = (stratum, seen) =>
    pools[stratum].some((item) => {
      const owner = owners.get(item);
      // Handing over to itself would change nothing and cost much.
      if (owner === stratum || seen.has(item)) return false;
      seen.add(item);
      if (owner !== undefined && !take(owner, seen)) return false;
      owners.set(item, stratum);
      return true;
    });
  strata.forEach(({ count }, index) => {
    for (let i = 0; i < count; i++) take(index, new Set());
  });
  return [
    ...kept.filter((item) => owners.has(item)),
    ...shuffled([...owners.keys()], `${seed}/order`).filter((item) => !kept.includes(item)),
  ];
}

/**
 * @param {import("./types.js").Form} form
 * @param {string|null} [path] of the learner; one that the form does not know counts as the first
 * @returns {import("./types.js").Form} with the strata of that path only
 */
export function formFor(form, path) {
  const { paths = [], strata } = form;
  /** @type {any} nothing, where all paths draw alike */
  const own = paths.find((one) => one === path) ?? paths[0];
  return { ...form, path: own, strata: strata.filter((row) => !row.paths || row.paths.includes(own)) };
}
