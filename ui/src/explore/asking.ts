/** The picture as a query: one that gives its edges, to be read, changed and run in the editor. */
import type { Edge, Iri } from "./model";

const BASE = "https://w3id.org/qkg/id/";

/** A SELECT whose rows are these edges, in the columns that the editor can draw. */
export function asQuery(edges: readonly Edge[]): string {
  const list = (iris: readonly Iri[]): string => [...new Set(iris)].sort().map(written).join(" ");
  return [
    `BASE <${BASE}>`,
    "SELECT ?source ?predicate ?target WHERE {",
    `  VALUES ?source { ${list(edges.map((edge) => edge.source))} }`,
    `  VALUES ?predicate { ${list(edges.map((edge) => edge.predicate))} }`,
    "  ?source ?predicate ?target .",
    `  FILTER(?target IN (${list(edges.map((edge) => edge.target)).replaceAll(" ", ", ")}))`,
    "}",
    "",
  ].join("\n");
}

function written(iri: Iri): string {
  return `<${iri.startsWith(BASE) ? iri.slice(BASE.length) : iri}>`;
}
