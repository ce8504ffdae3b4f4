/**
 * The device's signature on attempt records: ES256 with a key that the browser keeps and gives to nobody, not even to
 * this program. It shows that records come from one browser and were not changed afterwards; not who sat there.
 *
 * The key belongs to the browser, not to a profile: "Finish and clear this computer" leaves it.
 * @import {AttemptRecord} from "../trackers/tracker.js"
 * @import {Backend} from "./backends.js"
 */
import { canonicalJson } from "../core/canonical.js";
import { DEVICE } from "./backends.js";

/** @typedef {{privateKey: CryptoKey, x: string, y: string}} DeviceKey */

/** @param {Backend} backend @returns {Promise<DeviceKey>} the one there is, or a new one */
async function deviceKey(backend) {
  let device = (await backend.read(DEVICE)).get(DEVICE);
  if (device) return device;
  const { privateKey, publicKey } = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, false, ["sign"]);
  const { x, y } = await crypto.subtle.exportKey("jwk", publicKey);
  // Two tabs may be here at the same time: the first key stays.
  await backend.update([DEVICE], (rows) => [[DEVICE, (device = rows.get(DEVICE) ?? { privateKey, x, y })]]);
  return device;
}

/**
 * @param {Backend} backend
 * @param {Omit<AttemptRecord, "device"|"sig">} record
 * @returns {Promise<AttemptRecord>} unsigned where the browser has no key: on plain http, and without a database
 */
export async function signed(backend, record) {
  try {
    if (backend.kind !== "indexeddb") throw new TypeError();
    const { privateKey, x, y } = await deviceKey(backend);
    const whole = { ...record, device: { x, y } };
    const text = new TextEncoder().encode(canonicalJson(whole));
    const bytes = await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, privateKey, text);
    const base64 = btoa(String.fromCharCode(...new Uint8Array(bytes)));
    return { ...whole, sig: base64.replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "") };
  } catch {
    return { ...record, device: null, sig: "none" };
  }
}
