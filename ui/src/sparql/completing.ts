/** Completion in the editor: terms from the data, things by name from the search, variables of the query. */
import {
  type Completion,
  type CompletionContext,
  type CompletionResult,
  pickedCompletion,
} from "@codemirror/autocomplete";
import type { EditorView } from "@codemirror/view";
import type { Language } from "../words";
import { type Offer, offers, type Offered } from "./offers";
import { placeOf, variables } from "./place";
import { curie, declaration } from "./prefixes";
import { iriText } from "./terms";
import { told } from "./words";

const WORD = /(?:<[^<>\s]*|[?$]?[\p{L}\p{N}_:.%-]*)$/u;
const KEYWORDS =
  "SELECT CONSTRUCT DESCRIBE ASK WHERE DISTINCT OPTIONAL UNION MINUS GRAPH FILTER BIND VALUES LIMIT OFFSET" +
  " ORDER_BY GROUP_BY HAVING EXISTS COUNT SUM AVG MIN MAX SAMPLE GROUP_CONCAT CONTAINS REGEX STRSTARTS LANG" +
  " LANGMATCHES LCASE STR BOUND COALESCE PREFIX";
const THINGS = 12;
const PATIENCE_MS = 150;
let offered: Promise<Offered> | null = null;

/** The document at `/complete`, asked for once. */
export function terms(): Promise<Offered> {
  offered ??= fetch("/complete", { headers: { accept: "application/json" } }).then(async (response) => {
    if (!response.ok) throw new Error(response.statusText);
    return (await response.json()) as Offered;
  });
  offered.catch(() => (offered = null));
  return offered;
}

/** A source of completions. */
export function completing(language: Language) {
  return async (context: CompletionContext): Promise<CompletionResult | null> => {
    const word = context.matchBefore(WORD);
    const typed = word?.text ?? "";
    const from = word?.from ?? context.pos;
    const text = context.state.doc.toString();
    if (!context.explicit && (inComment(text, from) || (typed === "" && text[from - 1] !== " "))) return null;
    const data = await terms();
    const place = placeOf(text.slice(0, from), text.slice(context.pos), data.prefixes);
    if (!context.explicit && typed === "" && place.slot !== "predicate" && place.slot !== "class")
      return null;
    const options = offers(data, place, typed, language).map((one) => termOption(one, data));
    if (place.slot === "object" || place.slot === "subject")
      options.push(...(await things(typed, data, context, language)));
    options.push(...variableOptions(text, typed), ...keywordOptions(typed, place.slot));
    return options.length && !context.aborted ? { from, options, filter: false } : null;
  };
}

function inComment(text: string, at: number): boolean {
  const line = text.slice(text.lastIndexOf("\n", at - 1) + 1, at);
  return /(?:^|\s)#/.test(line);
}

function termOption(one: Offer, data: Offered): Completion {
  const count = told(one.kind === "class" ? "instances" : "times", { n: one.count });
  return {
    label: one.text,
    detail: one.label === "" ? count : `${one.label} · ${count}`,
    type: one.kind,
    apply: (view, option, from, to) => put(view, option, from, to, one.text, data),
  };
}

/** Write a name, and declare its prefix where the query does not. */
function put(
  view: EditorView,
  option: Completion,
  from: number,
  to: number,
  text: string,
  data: Offered,
): void {
  const prefix = text.startsWith("<") ? null : text.slice(0, text.indexOf(":"));
  const added = prefix === null ? null : declaration(view.state.doc.toString(), prefix, data.prefixes);
  const changes = [{ from, to, insert: text }];
  if (added) changes.push({ from: added.at, to: added.at, insert: added.text });
  view.dispatch({
    changes,
    selection: { anchor: from + text.length + (added && added.at <= from ? added.text.length : 0) },
    annotations: pickedCompletion.of(option),
    userEvent: "input.complete",
  });
}

interface Suggestion {
  readonly iri: string;
  readonly name: string;
  readonly label: Readonly<Record<string, string>>;
  readonly kind: { readonly label: Readonly<Record<string, string>> } | null;
}

async function things(
  typed: string,
  data: Offered,
  context: CompletionContext,
  language: Language,
): Promise<Completion[]> {
  if (!/^[\p{L}\p{N}]/u.test(typed)) return [];
  await new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
  if (context.aborted) return [];
  const search = new URLSearchParams({ q: typed, limit: String(THINGS) });
  const response = await fetch(`/suggest?${search}`, { headers: { accept: "application/json" } });
  if (!response.ok) return [];
  const { suggestions } = (await response.json()) as { suggestions: Suggestion[] };
  return suggestions.map((one) => thingOption(one, data, language));
}

function thingOption(one: Suggestion, data: Offered, language: Language): Completion {
  const text = curie(one.iri, data.prefixes) ?? iriText(one.iri);
  const other = one.label[language] ?? one.name;
  const kind = one.kind?.label[language] ?? "";
  return {
    label: text,
    displayLabel: one.name,
    detail: [other === one.name ? "" : other, kind].filter(Boolean).join(" · "),
    type: "thing",
    apply: (view, option, from, to) => put(view, option, from, to, text, data),
  };
}

function variableOptions(text: string, typed: string): Completion[] {
  if (!/^[?$]/.test(typed)) return [];
  const found = variables(text).filter((name) => name !== typed && name.startsWith(typed));
  return found.map((label) => ({ label, type: "variable" }));
}

function keywordOptions(typed: string, slot: string): Completion[] {
  if (!/^[A-Za-z]{2,}$/.test(typed) || (slot !== "other" && slot !== "subject")) return [];
  const words = KEYWORDS.split(" ").map((word) => word.replace("_BY", " BY"));
  const found = words.filter((word) => word.startsWith(typed.toUpperCase()) && word !== typed.toUpperCase());
  return found.map((label) => ({ label, type: "keyword" }));
}
