/** The competency questions as examples; a value narrows one down by VALUES, written in one place alone. */
import { iriText, stringText } from "./terms";

export interface Parameter {
  readonly name: string;
  readonly type: string;
  readonly zh: string;
  readonly en: string;
}
export interface Question {
  readonly id: string;
  readonly titles: Readonly<Record<string, string>>;
  readonly parameters: readonly Parameter[];
  readonly query: string;
}

/** The packaged questions. */
export async function questions(): Promise<readonly Question[]> {
  const response = await fetch("/questions", { headers: { accept: "application/json" } });
  if (!response.ok) throw new Error(response.statusText);
  return ((await response.json()) as { questions: Question[] }).questions;
}

/** The query with values for some of its variables (SPARQL 1.1, section 10.2: VALUES at the end). */
export function narrowed(question: Question, values: Readonly<Record<string, string>>): string {
  const clauses = question.parameters
    .filter((one) => values[one.name]?.trim())
    .map((one) => `VALUES ?${one.name} { ${written(one.type, (values[one.name] ?? "").trim())} }`);
  if (clauses.length < 2) return [question.query.trimEnd(), ...clauses].join("\n") + "\n";
  const names = question.parameters.filter((one) => values[one.name]?.trim());
  const row = names.map((one) => written(one.type, (values[one.name] ?? "").trim())).join(" ");
  const head = names.map((one) => `?${one.name}`).join(" ");
  return `${question.query.trimEnd()}\nVALUES (${head}) { (${row}) }\n`;
}

function written(type: string, value: string): string {
  if (type === "iri") return iriText(value.includes(":") ? value : `https://w3id.org/qkg/id/${value}`);
  if (type === "integer" && /^[+-]?\d+$/.test(value)) return value;
  if (type === "decimal" && /^[+-]?\d*\.?\d+$/.test(value)) return value;
  if (type === "lang-string") return stringText(...tagged(value));
  if (type === "string") return stringText(value);
  throw new Error(`not of type ${type}: ${value}`);
}

function tagged(value: string): [string, string] {
  const found = /^(.*)@([A-Za-z]+(?:-[A-Za-z0-9]+)*)$/s.exec(value);
  return found ? [found[1] ?? "", found[2] ?? ""] : [value, ""];
}
