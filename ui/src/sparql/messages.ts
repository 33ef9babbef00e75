/** What went wrong, in the server's own words and the page's language. */
import type { Language } from "../words";
import { problems } from "./linting";
import { type Problem, Refused } from "./running";
import { told } from "./words";

export interface Message {
  readonly title: string;
  readonly lines: readonly string[];
}
interface Explained {
  readonly title: Readonly<Record<string, string>>;
  readonly help: Readonly<Record<string, string>>;
}

/** A message for an error of `run`. */
export async function said(error: unknown, query: string, language: Language): Promise<Message> {
  if (error instanceof Refused) return await ofProblem(error.problem, query, language);
  if (error instanceof DOMException && error.name === "AbortError")
    return { title: told("cancelled"), lines: [] };
  return { title: told("unreachable"), lines: [String(error)] };
}

async function ofProblem(problem: Problem, query: string, language: Language): Promise<Message> {
  const told = problem.help === undefined && problem.line ? (await problems(query, language))[0] : undefined;
  const known = told ?? problem;
  const place = known.line ? `${known.line}:${known.column ?? 1} ` : "";
  const explained = known.help === undefined ? await explanation(problem.type) : null;
  const title = explained?.title[language] ?? known.title;
  const help = explained?.help[language] ?? known.help ?? "";
  return { title, lines: [place + known.detail, known.hint ?? "", help].filter(Boolean) };
}

async function explanation(type: string): Promise<Explained | null> {
  const slug = type.slice(type.lastIndexOf("/") + 1);
  try {
    const response = await fetch(`/problem/${slug}`, { headers: { accept: "application/json" } });
    return response.ok ? ((await response.json()) as Explained) : null;
  } catch {
    return null;
  }
}
