/** One query on its way: sent, read while it arrives, ended by its signal. Aborting ends the evaluation too. */
import { Result } from "./result";

const ACCEPT = "text/tab-separated-values, application/n-triples";
const PATIENCE_MS = 100;

/** What the server says is wrong (RFC 9457). */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly detail: string;
  readonly status: number;
  readonly line?: number;
  readonly column?: number;
  readonly hint?: string;
  readonly help?: string;
}

/** The server refused, in its own words. */
export class Refused extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail);
  }
}

/** Run a query; `progress` sees the result as it grows. Refused, AbortError or TypeError (no connection). */
export async function run(
  query: string,
  signal: AbortSignal,
  progress: (result: Result) => void,
): Promise<Result> {
  const began = performance.now();
  const response = await fetch("/sparql", {
    method: "POST",
    body: query,
    headers: { "content-type": "application/sparql-query", accept: ACCEPT },
    signal,
  });
  if (!response.ok) throw new Refused((await response.json()) as Problem);
  const graph = response.headers.get("content-type")?.startsWith("application/n-triples");
  const result = new Result(graph ? "triples" : "rows");
  await receive(response, result, signal, () => {
    result.seconds = (performance.now() - began) / 1000;
    progress(result);
  });
  return result;
}

async function receive(
  response: Response,
  result: Result,
  signal: AbortSignal,
  told: () => void,
): Promise<void> {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let shown = performance.now();
  try {
    for (;;) {
      const piece = await reader?.read();
      if (!piece || piece.done) break;
      result.bytes += piece.value.length;
      if (!result.push(decoder.decode(piece.value, { stream: true }))) return await reader?.cancel();
      if (performance.now() - shown > PATIENCE_MS) {
        told();
        await pause();
        shown = performance.now();
      }
    }
    result.end();
  } catch (error) {
    if (signal.aborted || result.length === 0) throw error;
    result.ending = "broken";
  } finally {
    told();
  }
}

/** Let the page draw and hear its user. */
function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
