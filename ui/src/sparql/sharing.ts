/** An address for a query: a short one that the server keeps, else one that holds the whole query. */

export interface Shared {
  readonly address: string;
  readonly kept: boolean;
  /** Why the server did not keep it, in its own words. */
  readonly why: string;
}

/** Ask the server to keep the query; the long address when it does not. */
export async function share(query: string, lead: string): Promise<Shared> {
  const long = `${location.origin}${lead}/sparql#${new URLSearchParams({ query })}`;
  const headers = { "content-type": "application/sparql-query", accept: "application/json" };
  try {
    const response = await fetch("/q", { method: "POST", body: query, headers });
    const answer = (await response.json()) as { path?: string; detail?: string };
    if (response.ok && answer.path)
      return { address: location.origin + lead + answer.path, kept: true, why: "" };
    return { address: long, kept: false, why: answer.detail ?? "" };
  } catch {
    return { address: long, kept: false, why: "" };
  }
}
