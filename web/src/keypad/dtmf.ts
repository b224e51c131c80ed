/** The keys of a telephone, in the order in which they lie. */
export const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "0", "#"] as const;

export type Key = (typeof KEYS)[number];

/** The DTMF event code of a key (RFC 4733): digits are themselves, `*` is 10, `#` is 11. */
export function dtmfCode(key: Key): number {
  if (key === "*") return 10;
  if (key === "#") return 11;
  return Number(key);
}

/** Whether what was typed on a keyboard is a key of a telephone. */
export function isKey(typed: string): typed is Key {
  return (KEYS as readonly string[]).includes(typed);
}
