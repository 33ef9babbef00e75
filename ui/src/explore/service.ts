/** The graph services, as the view asks them. Every refusal is the server's own sentence. */
import type { Edge, Iri, Labels, Named, Node } from "./model";

export interface Picture {
  readonly nodes: readonly Node[];
  readonly edges: readonly Edge[];
  readonly predicates: readonly Named[];
  readonly classes: readonly Named[];
  readonly extent: Extent | null;
}

export interface Overview extends Picture {
  readonly article: Iri;
}

export interface Extent {
  readonly total: number;
  readonly shown: number;
  readonly limit: number;
  readonly offset: number;
}

export interface Branch {
  readonly predicate: Iri;
  readonly labels: Labels;
  readonly direction: "in" | "out";
  readonly count: number;
  readonly plumbing: boolean;
}

export interface Piece {
  readonly id: Iri;
  readonly quotes: readonly string[];
  readonly speaker: Iri | null;
  readonly attribution: string | null;
  readonly confidence: number | null;
  readonly paragraph: number | null;
  readonly article: Iri | null;
}

export interface Proof {
  readonly pieces: readonly Piece[];
  readonly names: Readonly<Record<Iri, Labels>>;
  readonly figure: Figure | null;
}

export interface Figure {
  readonly value: string | null;
  readonly hedge: Iri | null;
  readonly bound: string | null;
  readonly lower: string | null;
  readonly upper: string | null;
  readonly verbatim: string | null;
}

export interface Suggestion {
  readonly iri: Iri;
  readonly name: string;
  readonly language: string;
  readonly kind: { readonly label: Labels } | null;
}

export interface Routes extends Picture {
  readonly paths: readonly (readonly Iri[])[];
  readonly search: { readonly stopped: string; readonly searchedLength: number };
}

/** What the server said when it refused. */
export class Refused extends Error {}

type Parameters = readonly (readonly [string, string])[];

async function asked<Answer>(path: string, parameters: Parameters, form = false): Promise<Answer> {
  const told = new URLSearchParams(parameters.map(([name, value]) => [name, value]));
  const headers = { Accept: "application/json" };
  const response = form
    ? await fetch(path, { method: "POST", headers, body: told })
    : await fetch(`${path}?${told}`, { headers });
  const answer: unknown = await response.json();
  if (response.ok) return answer as Answer;
  const { detail, title } = answer as { detail?: string; title?: string };
  throw new Refused(detail ?? title ?? response.statusText);
}

/** What an article is about; the newest without one. */
export const overview = (article: Iri | null, limit?: number): Promise<Overview> =>
  asked("/graph/overview", [
    ...(article ? [["article", article] as const] : []),
    ...(limit ? [["limit", String(limit)] as const] : []),
  ]);

/** These nodes and the edges among them. */
export const among = (nodes: readonly Iri[]): Promise<Picture> =>
  asked(
    "/graph/subgraph",
    nodes.map((iri) => ["node", iri] as const),
    true,
  );

export const branches = async (iri: Iri): Promise<readonly Branch[]> =>
  (await asked<{ groups: readonly Branch[] }>("/graph/neighbours", [["iri", iri]])).groups;

export const expanded = (iri: Iri, branch: Branch, limit: number, offset = 0): Promise<Picture> =>
  asked("/graph/expand", [
    ["iri", iri],
    ["predicate", branch.predicate],
    ["direction", branch.direction],
    ["limit", String(limit)],
    ["offset", String(offset)],
  ]);

export const routes = (from: Iri, to: Iri): Promise<Routes> =>
  asked("/graph/path", [
    ["from", from],
    ["to", to],
    ["paths", "1"],
  ]);

export const proofOf = (iri: Iri): Promise<Proof> => asked("/graph/evidence", [["iri", iri]]);

export const proofOfEdge = (edge: Pick<Edge, "source" | "target" | "predicate">): Promise<Proof> =>
  asked("/graph/evidence", [
    ["source", edge.source],
    ["predicate", edge.predicate],
    ["target", edge.target],
  ]);

export const suggestions = async (text: string, language: string): Promise<readonly Suggestion[]> =>
  (
    await asked<{ suggestions: readonly Suggestion[] }>("/suggest", [
      ["q", text],
      ["things", "only"],
      ["lang", language],
    ])
  ).suggestions;
