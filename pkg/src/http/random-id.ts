/** Ids that nobody can guess. */

/** 48 hexadecimal digits from 24 random bytes. */
export function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(24));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
