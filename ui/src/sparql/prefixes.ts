/** Prefixes of a query: which are declared, how an IRI is shortened, where a missing declaration goes. */

export type Prefixes = Readonly<Record<string, string>>;
export interface Insertion {
  readonly at: number;
  readonly text: string;
}

const DECLARED = /^[ \t]*PREFIX[ \t]+([^\s:]*):[ \t]*<([^>\s]*)>[^\r\n]*/gim;
const LOCAL = /^[\p{L}\p{N}_](?:[\p{L}\p{N}_.-]*[\p{L}\p{N}_-])?$/u;

/** The declarations of a text. */
export function declared(text: string): Record<string, string> {
  return Object.fromEntries([...text.matchAll(DECLARED)].map((one) => [one[1] ?? "", one[2] ?? ""]));
}

/** The name of an IRI by the longest namespace that fits; null where none does. */
export function curie(iri: string, prefixes: Prefixes): string | null {
  const fitting = Object.entries(prefixes).filter(
    ([, space]) => space !== "" && iri.startsWith(space) && LOCAL.test(iri.slice(space.length)),
  );
  const best = fitting.sort((one, other) => other[1].length - one[1].length)[0];
  return best ? `${best[0]}:${iri.slice(best[1].length)}` : null;
}

/** The IRI of a name; null for an unknown prefix. */
export function expanded(name: string, prefixes: Prefixes): string | null {
  if (name.startsWith("<")) return name.slice(1, -1);
  const colon = name.indexOf(":");
  const space = prefixes[name.slice(0, colon)];
  return colon < 0 || space === undefined ? null : space + name.slice(colon + 1);
}

/** Where and what to insert so that a prefix is declared; null when it is, or when nobody knows it. */
export function declaration(text: string, prefix: string, known: Prefixes): Insertion | null {
  const space = known[prefix];
  if (space === undefined || prefix in declared(text)) return null;
  const last = [...text.matchAll(DECLARED)].at(-1);
  const line = `PREFIX ${prefix}: <${space}>`;
  if (last) return { at: last.index + last[0].length, text: `\n${line}` };
  return { at: afterComments(text), text: `${line}\n` };
}

/** Behind the comment lines at the head of a text. */
function afterComments(text: string): number {
  return /^(?:[ \t]*#[^\n]*\n)*/.exec(text)?.[0].length ?? 0;
}
