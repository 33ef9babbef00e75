/** What was run, in this browser only: the newest first, each text once. A browser may keep nothing at all. */

export interface Past {
  readonly query: string;
  readonly when: string;
  readonly rows: number | null;
  readonly seconds: number;
}
const KEY = "qkg-queries";
export const KEPT = 50;
const LONGEST = 20_000;

/** All of it. */
export function past(storage: Storage | null = local()): Past[] {
  try {
    const found: unknown = JSON.parse(storage?.getItem(KEY) ?? "[]");
    return Array.isArray(found) ? found.filter(isPast) : [];
  } catch {
    return [];
  }
}

/** Add one; a text that was there moves to the front. */
export function remember(one: Past, storage: Storage | null = local()): Past[] {
  if (one.query.length > LONGEST) return past(storage);
  const all = [one, ...past(storage).filter((other) => other.query !== one.query)].slice(0, KEPT);
  try {
    storage?.setItem(KEY, JSON.stringify(all));
  } catch {
    return past(storage);
  }
  return all;
}

/** Forget everything. */
export function forget(storage: Storage | null = local()): void {
  storage?.removeItem(KEY);
}

function isPast(value: unknown): value is Past {
  return typeof value === "object" && value !== null && typeof (value as Past).query === "string";
}

function local(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}
