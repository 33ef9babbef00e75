/** The addresses of reviews, with the token in the header that alone gives the right. */
import type { Decisions, Draft, Finding, Iri, Labels } from "./model";
import { token } from "./session";

export interface Listed {
  readonly name: string;
  readonly title: string;
  readonly date: string;
  readonly candidates: number;
  readonly decided: number;
  readonly published: number | null;
}

export interface Checked {
  readonly findings: readonly Finding[];
  readonly tally: Readonly<Record<string, number>>;
  readonly turtle: string;
}

export interface Published {
  readonly graph: Iri;
  readonly generation: number;
  readonly article: string;
  readonly changed: boolean;
}

/** What the server said when it refused; status 0 when it was not reached. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly findings: readonly Finding[] = [],
  ) {
    super(message);
  }
}

const DRAFTS = "/review/drafts";
const at = (name: string): string => `${DRAFTS}/${encodeURIComponent(name)}`;

async function sent(path: string, options: RequestInit = {}): Promise<Response> {
  const headers = { Authorization: `Bearer ${token()}`, Accept: "application/json", ...options.headers };
  const response = await fetch(path, { ...options, headers, cache: "no-store" }).catch((error: unknown) => {
    throw new Refused(0, String(error));
  });
  if (response.ok) return response;
  const told = (await response.json().catch(() => ({}))) as { detail?: string; findings?: Finding[] };
  throw new Refused(response.status, told.detail ?? response.statusText, told.findings ?? []);
}

const tagOf = (response: Response): string => response.headers.get("etag") ?? "";
const json = { "Content-Type": "application/json" };

export const drafts = async (): Promise<readonly Listed[]> =>
  ((await (await sent(DRAFTS)).json()) as { drafts: Listed[] }).drafts;

export async function draft(name: string): Promise<{ draft: Draft; tag: string }> {
  const response = await sent(at(name));
  return { draft: (await response.json()) as Draft, tag: tagOf(response) };
}

/** Bring a text or a draft of `qkg ingest` under review; the name that it got. */
export async function bring(
  body: Blob | string,
  kind: string,
  told: Record<string, string>,
): Promise<string> {
  const query = new URLSearchParams(Object.entries(told).filter(([, value]) => value !== ""));
  const options = { method: "POST", headers: { "Content-Type": kind }, body };
  return ((await (await sent(`${DRAFTS}?${query}`, options)).json()) as { name: string }).name;
}

export async function decide(
  name: string,
  tag: string,
  change: unknown,
  leaving = false,
): Promise<{ decisions: Decisions; tag: string }> {
  const headers = { "Content-Type": "application/merge-patch+json", "If-Match": tag };
  const response = await sent(at(name), {
    method: "PATCH",
    headers,
    body: JSON.stringify(change),
    keepalive: leaving,
  });
  return { decisions: ((await response.json()) as { decisions: Decisions }).decisions, tag: tagOf(response) };
}

export const remove = async (name: string, tag: string): Promise<void> => {
  await sent(at(name), { method: "DELETE", headers: { "If-Match": tag } });
};

export const check = async (name: string): Promise<Checked> =>
  (await (await sent(`${at(name)}/check`, { method: "POST" })).json()) as Checked;

export async function publish(name: string, tag: string, by: string): Promise<Published> {
  const options = { method: "POST", headers: { ...json, "If-Match": tag }, body: JSON.stringify({ by }) };
  return (await (await sent(`${at(name)}/commit`, options)).json()) as Published;
}

export interface Hit {
  readonly iri: Iri;
  readonly label: Partial<Labels>;
  readonly kind: { readonly label: Partial<Labels> } | null;
}

export async function suggestions(text: string): Promise<readonly Hit[]> {
  const query = new URLSearchParams({ q: text, things: "only", limit: "8" });
  const response = await fetch(`/suggest?${query}`, { headers: { Accept: "application/json" } });
  if (!response.ok) return [];
  return ((await response.json()) as { suggestions: Hit[] }).suggestions;
}
