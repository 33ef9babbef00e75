/** What can be typed at a place, found by name in both languages; the most fitting first. Knows no editor. */
import type { Language } from "../words";
import type { Place } from "./place";
import { curie, type Prefixes } from "./prefixes";

export interface Term {
  readonly iri: string;
  readonly count: number;
  readonly label: Readonly<Record<string, string>>;
}
export interface Class extends Term {
  readonly properties: Readonly<Record<string, number>>;
}
/** The document at `/complete`. */
export interface Offered {
  readonly prefixes: Prefixes;
  readonly classes: readonly Class[];
  readonly properties: readonly Term[];
}
export interface Offer {
  readonly text: string;
  readonly iri: string;
  readonly label: string;
  readonly count: number;
  readonly kind: "class" | "property" | "thing";
  readonly rank: number;
}

/** The classes or properties whose name or label holds what was typed. */
export function offers(data: Offered, place: Place, typed: string, language: Language): Offer[] {
  const found =
    place.slot === "class" ? data.classes : place.slot === "predicate" ? predicates(data, place) : [];
  const kind = place.slot === "class" ? "class" : "property";
  return found
    .map((term) => offer(term, typed, language, data.prefixes, kind))
    .filter((one) => one !== null)
    .sort((one, other) => one.rank - other.rank || other.count - one.count);
}

/** The properties that the subject's classes carry, with how often; all where nothing is known of it. */
export function predicates(data: Offered, place: Place): readonly Term[] {
  const carried = new Map<string, number>();
  for (const one of data.classes.filter((one) => place.classes.includes(one.iri)))
    for (const [iri, count] of Object.entries(one.properties))
      carried.set(iri, Math.max(carried.get(iri) ?? 0, count));
  if (carried.size === 0) return data.properties;
  return data.properties
    .filter((one) => carried.has(one.iri))
    .map((one) => ({ ...one, count: carried.get(one.iri) ?? 0 }));
}

function offer(
  term: Term,
  typed: string,
  language: Language,
  prefixes: Prefixes,
  kind: Offer["kind"],
): Offer | null {
  const text = curie(term.iri, prefixes) ?? `<${term.iri}>`;
  const rank = rankOf(typed, [text, text.slice(text.indexOf(":") + 1), ...Object.values(term.label)]);
  if (rank === null) return null;
  const label = term.label[language] ?? Object.values(term.label)[0] ?? "";
  return { text, iri: term.iri, label, count: term.count, kind, rank };
}

/** 0: begins so, 1: a word in it begins so, 2: has it; null: none of the names has it. */
export function rankOf(typed: string, names: readonly string[]): number | null {
  const wanted = typed.toLowerCase();
  const ranks = names.map((name) => {
    const at = name.toLowerCase().indexOf(wanted);
    if (at <= 0) return at === 0 ? 0 : 3;
    return /[\p{L}\p{N}]/u.test(name[at - 1] ?? "") ? 2 : 1;
  });
  const best = Math.min(...ranks);
  return best > 2 ? null : best;
}
