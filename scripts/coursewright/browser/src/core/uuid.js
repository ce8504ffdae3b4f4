/**
 * @returns {string} a random UUID, version 4. crypto.randomUUID is missing on plain http; getRandomValues is not.
 */
export function newUuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(31));
  let at = 0;
  // x: any digit; y: 8, 9, a or b.
  return "xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx".replace(/[xy]/g, (letter) => {
    const digit = bytes[at++] & 15;
    return (letter === "x" ? digit : (digit & 3) | 8).toString(16);
  });
}
