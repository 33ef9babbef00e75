/** Whether an answer can be a picture; apart from the drawing, which loads only when it is wanted. */
import type { Result } from "./result";

/** Triples can, and rows that name both ends of an edge. */
export function drawable(result: Result): boolean {
  return result.kind === "triples" || ["source", "target"].every((name) => result.columns.includes(name));
}
