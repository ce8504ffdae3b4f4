/**
 * The one spelling of a JSON value that is hashed and sent: byte for byte Python's
 * json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False). Exact numbers travel as text.
 */

/**
 * Python sorts by code point, JavaScript by UTF-16 unit; they differ above U+FFFF.
 * @param {string} a
 * @param {string} b
 * @returns {number}
 */
function byCodePoint(a, b) {
  const [left, right] = [[...a], [...b]];
  const at = left.findIndex((character, i) => character !== right[i]);
  if (at < 0) return left.length - right.length;
  return at in right ? Number(left[at].codePointAt(0)) - Number(right[at].codePointAt(0)) : 1;
}

/**
 * @param {unknown} value null, booleans, safe integers, strings, arrays and plain objects
 * @returns {string}
 * @throws {TypeError} on floats, undefined, functions and text that is not well-formed Unicode
 */
export function canonicalJson(value) {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "number" && Number.isSafeInteger(value)) return String(value);
  if (typeof value === "string" && value === wellFormed(value)) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson)}]`;
  if (typeof value !== "object") throw new TypeError(`no canonical JSON: ${typeof value} ${value}`);
  const entries = /** @type {Record<string, unknown>} */ (value);
  const keys = Object.keys(entries).sort(byCodePoint);
  return `{${keys.map((key) => `${canonicalJson(key)}:${canonicalJson(entries[key])}`)}}`;
}

/**
 * A cut emoji leaves half a surrogate pair, which no UTF-8 file can hold.
 * @param {string} text
 * @returns {string} the text with lone surrogates replaced by U+FFFD
 */
export function wellFormed(text) {
  return text.replace(/\p{Surrogate}/gu, "\ufffd");
}
