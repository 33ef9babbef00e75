/** The values of the graph view. Pure: nothing here touches the page or the network. */
import type { Language } from "../words";

/** An IRI. */
export type Iri = string;

export interface Period {
  readonly start: string | null;
  readonly end: string | null;
  readonly edtf: string | null;
}

export type Labels = Readonly<Partial<Record<Language, string>>>;

/** A node as the graph services tell it. */
export interface Node {
  readonly id: Iri;
  readonly labels: Labels;
  readonly kind: Iri | null;
  readonly evidence: number;
  readonly statements: number;
  readonly period: Period | null;
}

/** An edge: subject, predicate, object, and the evidence that proves it. */
export interface Edge {
  readonly source: Iri;
  readonly target: Iri;
  readonly predicate: Iri;
  readonly evidence: readonly Iri[];
}

/** A class or a predicate with its labels. */
export interface Named {
  readonly id: Iri;
  readonly labels: Labels;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export const LAYOUTS = ["force", "radial", "layered", "timeline"] as const;
export type Layout = (typeof LAYOUTS)[number];

/** The whole view: all that an address says and all that undo brings back. */
export interface View {
  readonly nodes: readonly Iri[];
  readonly hiddenKinds: readonly Iri[];
  readonly hiddenPredicates: readonly Iri[];
  readonly pins: Readonly<Record<Iri, Point>>;
  readonly layout: Layout;
  readonly focus: Iri | null;
}

export const EMPTY: View = {
  nodes: [],
  hiddenKinds: [],
  hiddenPredicates: [],
  pins: {},
  layout: "force",
  focus: null,
};

/** What the reader looks at: a node, an edge, or the nodes of a path in their order. */
export type Chosen =
  | { readonly node: Iri }
  | { readonly edge: Pick<Edge, "source" | "target" | "predicate"> }
  | { readonly route: readonly Iri[] }
  | null;

/** A key that tells edges apart. */
export function keyOf(edge: Pick<Edge, "source" | "target" | "predicate">): string {
  return `${edge.source} ${edge.predicate} ${edge.target}`;
}

/** The label in the reader's language, else in the other one, else the last part of the IRI. */
export function labelOf(thing: Pick<Node, "id" | "labels">, language: Language): string {
  const other: Language = language === "zh" ? "en" : "zh";
  return thing.labels[language] ?? thing.labels[other] ?? shortened(thing.id);
}

/** The language that the label really is in; null for a part of an IRI. */
export function spoken(thing: Pick<Node, "labels">, language: Language): Language | null {
  if (thing.labels[language]) return language;
  const other: Language = language === "zh" ? "en" : "zh";
  return thing.labels[other] ? other : null;
}

function shortened(iri: Iri): string {
  return iri.replace(/[/#]+$/, "").replace(/^.*[/#]/, "");
}
