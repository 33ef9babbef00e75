/** Downloads: the whole answer fetched in a format and handed over as a file, however long the query is. */
import type { Kind } from "./result";

export interface Format {
  readonly name: string;
  readonly type: string;
  readonly suffix: string;
}
const ROWS: readonly Format[] = [
  { name: "CSV", type: "text/csv", suffix: "csv" },
  { name: "TSV", type: "text/tab-separated-values", suffix: "tsv" },
  { name: "JSON", type: "application/sparql-results+json", suffix: "json" },
  { name: "XML", type: "application/sparql-results+xml", suffix: "xml" },
];
const TRIPLES: readonly Format[] = [
  { name: "Turtle", type: "text/turtle", suffix: "ttl" },
  { name: "N-Triples", type: "application/n-triples", suffix: "nt" },
  { name: "JSON-LD", type: "application/ld+json", suffix: "jsonld" },
  { name: "RDF/XML", type: "application/rdf+xml", suffix: "rdf" },
  { name: "TriG", type: "application/trig", suffix: "trig" },
  { name: "N-Quads", type: "application/n-quads", suffix: "nq" },
  { name: "N3", type: "text/n3", suffix: "n3" },
];

/** The formats of an answer. */
export function formats(kind: Kind): readonly Format[] {
  return kind === "triples" ? TRIPLES : ROWS;
}

/** Fetch the whole answer in a format and let the browser save it; an error says why not. */
export async function save(query: string, format: Format): Promise<void> {
  const response = await fetch("/sparql", {
    method: "POST",
    body: query,
    headers: { "content-type": "application/sparql-query", accept: format.type },
  });
  if (!response.ok) throw new Error(((await response.json()) as { detail: string }).detail);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await response.blob());
  link.download = `answer.${format.suffix}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
