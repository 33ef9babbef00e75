/** Where in a query the cursor stands: what may be typed there, and what its subject is known to be.

A tolerant reader, not a parser: the text is unfinished by nature. What is wrong with it the server says. */
import { declared, expanded, type Prefixes } from "./prefixes";

export type Slot = "subject" | "predicate" | "class" | "object" | "other";
export interface Place {
  readonly slot: Slot;
  /** The classes that the subject is said to have, as IRIs. */
  readonly classes: readonly string[];
}

const TOKEN =
  /#[^\n]*|"""[\s\S]*?(?:"""|$)|'''[\s\S]*?(?:'''|$)|"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?|<[^<>"{}|^`\\\s]*>|[?$][\p{L}\p{N}_]+|@[A-Za-z-]+|\^\^|[\p{L}\p{N}_-]*:[\p{L}\p{N}_.%-]*[\p{L}\p{N}_%-]|[\p{L}\p{N}_-]*:|[\p{L}\p{N}_-]+|[^\s]/gu;
const TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
const WORD = /^[A-Za-z_]+$/;
const STEPS = "/|^!*+";

class Walk {
  slot = 0;
  subject = "";
  predicate = "";
  round = 0;
  braces = 0;
  readonly types = new Map<string, Set<string>>();

  constructor(private readonly prefixes: Prefixes) {}

  take(token: string): void {
    if (token.startsWith("#") || token.startsWith("@")) return;
    if (this.expression(token)) return;
    if (token === "{" || token === "}") return this.brace(token);
    if (this.braces === 0) return;
    if (token === "." || token === "[" || token === "]") this.slot = 0;
    else if (token === ";") this.slot = 1;
    else if (token === ",") this.slot = 2;
    else if (STEPS.includes(token) && this.slot <= 2) this.slot = this.slot === 0 ? 0 : 1;
    else if (WORD.test(token) && token !== "a") this.slot = 0;
    else this.term(token);
  }

  private brace(token: string): void {
    this.braces += token === "{" ? 1 : -1;
    this.slot = 0;
  }

  /** Inside round brackets nothing is a triple. */
  private expression(token: string): boolean {
    if (token === "(") this.round += 1;
    else if (token === ")") this.round = Math.max(0, this.round - 1);
    else return this.round > 0 && token !== "{" && token !== "}";
    return true;
  }

  private term(token: string): void {
    if (this.slot === 0) this.subject = token;
    else if (this.slot === 1) this.predicate = token;
    else if (this.slot === 2) this.object(token);
    this.slot = Math.min(3, this.slot + 1);
  }

  private object(token: string): void {
    const iri = this.typing ? expanded(token, this.prefixes) : null;
    if (iri) this.types.set(this.subject, (this.types.get(this.subject) ?? new Set()).add(iri));
  }

  get typing(): boolean {
    return this.predicate === "a" || expanded(this.predicate, this.prefixes) === TYPE;
  }
}

/** The place at the end of `before`; `after` may also say what the subject is. */
export function placeOf(before: string, after: string, known: Prefixes): Place {
  const prefixes = { ...known, ...declared(before) };
  const here = new Walk(prefixes);
  for (const [token] of before.matchAll(TOKEN)) here.take(token);
  const whole = new Walk(prefixes);
  for (const [token] of `${before} ${after}`.matchAll(TOKEN)) whole.take(token);
  return { slot: slotOf(here), classes: [...(whole.types.get(here.subject) ?? [])] };
}

function slotOf(here: Walk): Slot {
  if (here.braces === 0 || here.round > 0) return "other";
  if (here.slot === 1) return "predicate";
  if (here.slot === 2) return here.typing ? "class" : "object";
  return here.slot === 0 ? "subject" : "other";
}

/** The variables of a text, each once. */
export function variables(text: string): string[] {
  const found = [...text.matchAll(TOKEN)].map(([token]) => token).filter((token) => /^[?$]./.test(token));
  return [...new Set(found)];
}

/** The offset of a line and column, both from 1 and counted in characters as the server counts them. */
export function offsetOf(text: string, line: number, column: number): number {
  const lines = text.split("\n");
  const before = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  const part = [...(lines[line - 1] ?? "")].slice(0, column - 1).join("");
  return Math.min(before + part.length, text.length);
}
