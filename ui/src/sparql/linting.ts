/** Lint in the editor: the server's parser looks at the text once the typing rests. */
import { type Diagnostic, linter } from "@codemirror/lint";
import type { Extension } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
import type { Language } from "../words";
import { terms } from "./completing";
import { offsetOf } from "./place";
import { declaration, type Prefixes } from "./prefixes";
import type { Problem } from "./running";
import { told } from "./words";

const REST_MS = 400;

/** What the server finds wrong with a query; nothing when it cannot be asked. */
export async function problems(query: string, language: Language): Promise<readonly Problem[]> {
  const address = `/lint?lang=${language}`;
  const headers = { "content-type": "application/sparql-query" };
  try {
    const response = await fetch(address, { method: "POST", body: query, headers });
    return response.ok ? ((await response.json()) as { problems: Problem[] }).problems : [];
  } catch {
    return [];
  }
}

/** The extension. */
export function linting(language: Language): Extension {
  return linter(
    async (view) => {
      const text = view.state.doc.toString();
      if (text.trim() === "") return [];
      const found = await problems(text, language);
      const known = found.length ? (await terms()).prefixes : {};
      return found.map((one) => diagnostic(text, one, known));
    },
    { delay: REST_MS },
  );
}

/** A problem at its place, with a repair where there is one. */
export function diagnostic(text: string, problem: Problem, known: Prefixes): Diagnostic {
  const from = offsetOf(text, problem.line ?? 1, problem.column ?? 1);
  const word = /^(?:\s*[^\s{}()[\];,]+|\s*[^\s])/.exec(text.slice(from))?.[0] ?? "";
  const start = word === "" ? Math.max(0, from - 1) : from;
  const message = [problem.detail, problem.hint].filter(Boolean).join(" – ");
  const prefix = word.trim().split(":")[0] ?? "";
  const unknown = problem.type.endsWith("/unknown-prefix") && declaration(text, prefix, known);
  const actions = unknown ? [{ name: told("addPrefix", { prefix }), apply: adding(prefix, known) }] : [];
  return { from: start, to: from + word.length, severity: "error", message, actions };
}

function adding(prefix: string, known: Prefixes) {
  return (view: EditorView) => {
    const added = declaration(view.state.doc.toString(), prefix, known);
    if (added) view.dispatch({ changes: { from: added.at, insert: added.text } });
  };
}
