/**
 * Personal links: `https://…/#e=<token>`. The token is HR's signed statement of who the link was made for. Only HR's
 * commands can check it; here it is read without trust, to know whose answers these are, and never shown.
 */

/**
 * @typedef {object} Link
 * @property {string} token
 * @property {string} course IRI
 * @property {string} learner opaque id; a name is not in it
 * @property {string} path
 * @property {number} issued seconds
 * @property {number} expires seconds
 */

/** A longer token is none of ours, and would make records too large to send. */
const LONGEST = 2000;

/**
 * Takes the token out of the address, so that it is in no bookmark, no screenshot and no shared address.
 * @returns {string|undefined} undefined when the page was not opened by a personal link
 */
export function takeToken() {
  const [, token] = /^#e=(.*)$/.exec(location.hash) ?? [];
  if (token !== undefined) history.replaceState(history.state, "", location.pathname + location.search);
  return token;
}

/**
 * @param {string|undefined} token
 * @returns {Link|null} null when it is none, for example because a mail program has cut it
 */
export function readToken(token = "") {
  try {
    const [, payload] = /^[\w-]+\.([\w-]+)\.[\w-]+$/.exec(token) ?? [];
    const bytes = Uint8Array.from(atob(payload.replace(/-/g, "+").replace(/_/g, "/")), (char) => char.charCodeAt(0));
    const { aud, sub, path, iat, exp } = JSON.parse(new TextDecoder().decode(bytes));
    const isLink = [aud, sub, path].every((text) => text && typeof text === "string") && iat > 0 && exp > 0;
    return isLink && token.length < LONGEST ? { token, course: aud, learner: sub, path, issued: iat, expires: exp } : null;
  } catch {
    return null;
  }
}
