/** A short address for a text that the server keeps, else the long one that holds all of it. */

export interface Shared {
  readonly address: string;
  readonly kept: boolean;
  /** Why the server did not keep it, in its own words. */
  readonly why: string;
}

/** Ask the server to keep a text of that media type; the long address when it does not. */
export async function kept(text: string, type: string, lead: string, long: string): Promise<Shared> {
  const headers = { "content-type": type, accept: "application/json" };
  try {
    const response = await fetch("/q", { method: "POST", body: text, headers });
    const answer = (await response.json()) as { path?: string; detail?: string };
    if (response.ok && answer.path)
      return { address: location.origin + lead + answer.path, kept: true, why: "" };
    return { address: long, kept: false, why: answer.detail ?? "" };
  } catch {
    return { address: long, kept: false, why: "" };
  }
}

/** The same for a query, whose long address is that of the editor. */
export function share(query: string, lead: string): Promise<Shared> {
  const long = `${location.origin}${lead}/sparql#${new URLSearchParams({ query })}`;
  return kept(query, "application/sparql-query", lead, long);
}
