/** Words of a text that a curator makes a candidate: which were selected, where they stand, what it is called. */
import type { Span } from "./model";

export const ADDED = ["figure", "action", "appraisal", "statement"] as const;
export type AddedKind = (typeof ADDED)[number];
export const RELATIONS = ["issuer", "actor", "partOf", "implements", "place", "plannedBy"] as const;

export interface Added {
  readonly kind: AddedKind;
  readonly start: number;
  readonly end: number;
  readonly relation?: string;
}

const length = (text: string): number => [...text].length;

/** The end of the IRI that the server gives it. */
export function addedName(draft: string, one: Added): string {
  const folder = one.kind === "figure" ? "measure" : one.kind;
  const relation = one.relation ? `-${one.relation.toLowerCase()}` : "";
  return `${folder}/${draft}-h${one.start}-${one.end}${relation}`;
}

/** Where words stand in a text, the first time from a place on, else from its beginning; null: nowhere. */
export function placeOf(text: string, words: string, from: number): Span | null {
  const before = [...text].slice(0, from).join("").length;
  const later = text.indexOf(words, before);
  const index = later >= 0 ? later : text.indexOf(words);
  if (words === "" || words.includes("\n") || index < 0) return null;
  const start = length(text.slice(0, index));
  return [start, start + length(words)];
}

/** The place of what is selected within pieces of a text that say where they begin; blanks around it go. */
export function selectedIn(host: HTMLElement, text: string): Span | null {
  const selection = document.getSelection();
  const range = selection && selection.rangeCount > 0 ? selection.getRangeAt(0) : null;
  if (!range || range.collapsed || !host.contains(range.commonAncestorContainer)) return null;
  const ends: number[] = [];
  for (const piece of host.querySelectorAll<HTMLElement>("[data-start]")) {
    if (!range.intersectsNode(piece)) continue;
    const words = piece.textContent;
    const at = (node: Node, offset: number): number =>
      node === piece ? Math.min(offset, 1) * words.length : offset;
    const from = piece.contains(range.startContainer) ? at(range.startContainer, range.startOffset) : 0;
    const to = piece.contains(range.endContainer) ? at(range.endContainer, range.endOffset) : words.length;
    const begin = Number(piece.dataset["start"]);
    if (from < to) ends.push(begin + length(words.slice(0, from)), begin + length(words.slice(0, to)));
  }
  return ends.length > 0 ? trimmed(text, Math.min(...ends), Math.max(...ends)) : null;
}

/** Within one paragraph, and without blanks at its ends. */
function trimmed(text: string, start: number, end: number): Span | null {
  const words = [...text].slice(start, end).join("");
  const line = words.trim().split("\n")[0]?.trimEnd() ?? "";
  const from = start + length(words) - length(words.trimStart());
  return line === "" ? null : [from, from + length(line)];
}
