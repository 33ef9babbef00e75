/** RDF terms as the service writes them in TSV and N-Triples, read and written. Knows no page. */

export type Term =
  | { readonly kind: "iri"; readonly value: string }
  | { readonly kind: "blank"; readonly value: string }
  | {
      readonly kind: "literal";
      readonly value: string;
      readonly language: string;
      readonly datatype: string;
    }
  | { readonly kind: "triple"; readonly value: string };

export const XSD = "http://www.w3.org/2001/XMLSchema#";
const NUMBER = /^[+-]?(?:\d+(\.\d*)?|(\.\d+))([eE][+-]?\d+)?$/;
const LITERAL = /^"([^"\\]*(?:\\.[^"\\]*)*)"(?:@([A-Za-z0-9-]+)|\^\^<([^>]*)>)?$/s;
const ESCAPES: Readonly<Record<string, string>> = { t: "\t", n: "\n", r: "\r", b: "\b", f: "\f" };

/** The term in one cell; null where nothing is bound (SPARQL 1.1 Query Results CSV and TSV, section 4). */
export function read(cell: string): Term | null {
  if (cell === "") return null;
  if (cell.startsWith("<<(")) return { kind: "triple", value: cell };
  if (cell.startsWith("<")) return { kind: "iri", value: unescaped(cell.slice(1, -1)) };
  if (cell.startsWith("_:")) return { kind: "blank", value: cell };
  return literal(cell);
}

function literal(cell: string): Term {
  const found = LITERAL.exec(cell);
  if (found) {
    const language = found[2] ?? "";
    const datatype = found[3] ?? "";
    return { kind: "literal", value: unescaped(found[1] ?? ""), language, datatype };
  }
  return { kind: "literal", value: cell, language: "", datatype: XSD + bare(cell) };
}

/** The datatype of a value that Turtle writes without quotes. */
function bare(cell: string): string {
  const found = NUMBER.exec(cell);
  if (!found) return "boolean";
  if (found[3]) return "double";
  return found[1] !== undefined || found[2] !== undefined ? "decimal" : "integer";
}

function unescaped(text: string): string {
  if (!text.includes("\\")) return text;
  return text.replace(/\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))/g, (_, short, long, sign: string) =>
    short || long ? String.fromCodePoint(parseInt(short ?? long, 16)) : (ESCAPES[sign] ?? sign),
  );
}

/** Subject, predicate and object of a line of N-Triples. */
export function triple(line: string): [string, string, string] {
  const subject = end(line, 0);
  const predicate = end(line, subject + 1);
  const rest = line.slice(predicate + 1).replace(/\s*\.\s*$/, "");
  return [line.slice(0, subject), line.slice(subject + 1, predicate), rest];
}

function end(line: string, from: number): number {
  const close = line.startsWith("<<(", from) ? line.indexOf(")>>", from) : from;
  const found = line.indexOf(" ", close);
  return found < 0 ? line.length : found;
}

const NUMERIC = new Set(
  ["integer", "decimal", "double", "float", "int", "long", "nonNegativeInteger", "positiveInteger"].map(
    (name) => XSD + name,
  ),
);

/** The number that a term is, if it is one. */
export function numberOf(term: Term | null): number | null {
  if (term?.kind !== "literal" || !NUMERIC.has(term.datatype)) return null;
  const value = Number(term.value);
  return Number.isFinite(value) ? value : null;
}

/** The day that a term is, if it is a date, a moment or a year. */
export function dateOf(term: Term | null): Date | null {
  if (term?.kind !== "literal") return null;
  const name = term.datatype.startsWith(XSD) ? term.datatype.slice(XSD.length) : "";
  if (!["date", "dateTime", "gYear", "gYearMonth"].includes(name)) return null;
  const found = new Date(term.value);
  return Number.isNaN(found.getTime()) ? null : found;
}

/** An IRI in query text; an error for one that cannot be written (SPARQL 1.1, production IRIREF). */
export function iriText(iri: string): string {
  if (!/^[a-z][a-z0-9+.-]*:[^<>"{}|^`\\\u0000-\u0020]*$/i.test(iri)) throw new Error(`not an IRI: ${iri}`);
  return `<${iri}>`;
}

/** A string in query text, with a language tag where one is given. */
export function stringText(value: string, language = ""): string {
  const signs: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };
  const escaped = value.replace(/["\\\n\r\t]/g, (sign) => signs[sign] ?? `\\${sign}`);
  return `"${escaped}"` + (/^[A-Za-z]+(-[A-Za-z0-9]+)*$/.test(language) ? `@${language}` : "");
}
