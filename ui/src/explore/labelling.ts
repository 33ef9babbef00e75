/** Which labels are written: none over another; busier nodes first. Boxes are kept in a coarse grid. */
import type { Places } from "./arranged";
import { onScreen, type Frame } from "./frame";
import type { Iri } from "./model";

/** Height of a line and the gap before a label, on the screen. */
export const LINE = 15;
export const GAP = 13;
const HAN = 12;
const LATIN = 6.6;
const CELL = 60;

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** About how wide a label is on the screen. */
export function widthOf(text: string): number {
  return [...text].reduce((sum, letter) => sum + (letter > "\u2e7f" ? HAN : LATIN), 0);
}

/** The nodes whose labels have room, of nodes in the order of their importance. */
export function roomy(
  nodes: readonly { readonly id: Iri; readonly text: string }[],
  places: Places,
  frame: Frame,
): Set<Iri> {
  const grid = new Map<string, Box[]>();
  const written = new Set<Iri>();
  for (const { id, text } of nodes) {
    const at = places.get(id);
    if (!at) continue;
    const { x, y } = onScreen(frame, at);
    const box = { left: x + GAP, right: x + GAP + widthOf(text), top: y - LINE / 2, bottom: y + LINE / 2 };
    const cells = cellsOf(box);
    if (cells.some((cell) => grid.get(cell)?.some((other) => overlap(box, other)))) continue;
    written.add(id);
    for (const cell of cells) grid.set(cell, [...(grid.get(cell) ?? []), box]);
  }
  return written;
}

function cellsOf({ left, right, top, bottom }: Box): string[] {
  const cells: string[] = [];
  for (let x = Math.floor(left / CELL); x <= Math.floor(right / CELL); x++) {
    for (let y = Math.floor(top / CELL); y <= Math.floor(bottom / CELL); y++) cells.push(`${x} ${y}`);
  }
  return cells;
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
