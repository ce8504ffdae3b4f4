/**
 * SHA-256 (FIPS 180-4) of a text. Own code, because crypto.subtle is asynchronous, which would break a storage
 * transaction, and missing on plain http. Only for chaining records, not for secrets.
 */

/** @param {bigint} radicand @param {number} power @returns {number} first 32 bits of the root's fractional part */
function rootBits(radicand, power) {
  let root = 0n;
  // Bit by bit, exact: floating point roots are not specified to the last bit.
  for (let bit = 1n << 36n; bit; bit >>= 1n) {
    if ((root | bit) ** BigInt(power) <= radicand << BigInt(32 * power)) root |= bit;
  }
  return Number(BigInt.asIntN(32, root));
}

/** @type {bigint[]} The first 64 primes; the constants of the algorithm are their roots. */
const primes = [];
for (let n = 2n; primes.length < 64; n++) if (primes.every((prime) => n % prime)) primes.push(n);

/** @type {number[]} */
let roundConstants = [];

/** @param {number} x @param {number} by @returns {number} */
const rotate = (x, by) => (x >>> by) | (x << (32 - by));

/**
 * @param {string} text hashed as UTF-8
 * @returns {string} 64 lower-case hexadecimal digits
 */
export function sha256(text) {
  if (!roundConstants.length) roundConstants = primes.map((prime) => rootBits(prime, 3));
  const message = new TextEncoder().encode(text);
  const padded = new DataView(new ArrayBuffer(((message.length + 72) >> 6) << 6));
  new Uint8Array(padded.buffer).set(message);
  padded.setUint8(message.length, 0x80);
  padded.setBigUint64(padded.byteLength - 8, BigInt(message.length) * 8n);
  const hash = primes.slice(0, 8).map((prime) => rootBits(prime, 2));
  const w = new Int32Array(64);
  for (let block = 0; block < padded.byteLength; block += 64) {
    let [a, b, c, d, e, f, g, h] = hash;
    for (let i = 0; i < 64; i++) {
      const [w15, w2] = [w[i - 15], w[i - 2]];
      w[i] =
        i < 16
          ? padded.getInt32(block + i * 4)
          : w[i - 16] + w[i - 7] +
            (rotate(w15, 7) ^ rotate(w15, 18) ^ (w15 >>> 3)) +
            (rotate(w2, 17) ^ rotate(w2, 19) ^ (w2 >>> 10));
      const t1 =
        h + (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) + ((e & f) ^ (~e & g)) + roundConstants[i] + w[i];
      const t2 = (rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) | 0, c, b, a, (t1 + t2) | 0];
    }
    [a, b, c, d, e, f, g, h].forEach((value, i) => (hash[i] = (hash[i] + value) | 0));
  }
  return hash.map((value) => (value >>> 0).toString(16).padStart(8, "0")).join("");
}
