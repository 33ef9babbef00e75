/** Names and addresses of the IRIs in an answer; names are asked for where they are shown, and kept. */
import type { Language } from "../words";
import { curie, type Prefixes } from "./prefixes";

const SPACE = "https://w3id.org/qkg/";
const THING = `${SPACE}id/`;
const AT_ONCE = 50;
type Labels = Readonly<Record<string, string>>;
const known = new Map<string, Labels>();

/** Where an IRI leads: a page here, another host, or nowhere. */
export function address(iri: string, lead: string): string | null {
  if (iri.startsWith(THING)) return `${lead}/page/${iri.slice(THING.length)}`;
  if (iri.startsWith(SPACE)) return lead + iri.slice(SPACE.length - 1);
  return /^(?:https?|mailto):/i.test(iri) ? iri : null;
}

/** The name of an IRI with its language; empty where nobody has given it one. */
export function nameOf(iri: string, language: Language): { text: string; language: string } | null {
  const labels = known.get(iri);
  if (!labels) return null;
  const order = language === "zh" ? ["zh", "en", ""] : ["en", "zh", ""];
  const found = order.find((one) => labels[one]);
  return found === undefined ? null : { text: labels[found] ?? "", language: found };
}

/** An IRI in short: by a prefix, else the last part of a thing's path, else all of it. */
export function short(iri: string, prefixes: Prefixes): string {
  return curie(iri, prefixes) ?? (iri.startsWith(THING) ? iri.slice(THING.length) : iri);
}

/** Ask for the names that are not known yet; true when there is something new. */
export async function learn(iris: readonly string[]): Promise<boolean> {
  const wanted = [...new Set(iris)].filter((iri) => !known.has(iri) && iri.startsWith("http"));
  for (const iri of wanted) known.set(iri, {});
  for (let at = 0; at < wanted.length; at += AT_ONCE) await ask(wanted.slice(at, at + AT_ONCE));
  return wanted.length > 0;
}

async function ask(iris: readonly string[]): Promise<void> {
  const search = new URLSearchParams(iris.map((iri) => ["iri", iri]));
  const response = await fetch(`/graph/nodes?${search}`, { headers: { accept: "application/json" } });
  if (!response.ok) return;
  const { nodes } = (await response.json()) as { nodes: { id: string; labels: Labels }[] };
  for (const node of nodes) known.set(node.id, node.labels);
}
