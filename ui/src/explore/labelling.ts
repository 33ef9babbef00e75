/** Which labels are written and on which side: none over another or over a sign; busier nodes first. */
import type { Places } from "./arranged";
import { onScreen, type Frame, type Size } from "./frame";
import type { Iri, Point } from "./model";

export type Side = "right" | "left" | "below" | "above";

/** A label that asks for room, with the radius of its node's sign on the screen. */
export interface Asking {
  readonly id: Iri;
  readonly text: string;
  readonly radius: number;
  /** The sides to try; all of them, the right one first, where none are given. */
  readonly order?: readonly Side[];
}

/** Height of a line and the gap between a sign and its label, on the screen. */
export const LINE = 15;
export const GAP = 4;
const SIDES: readonly Side[] = ["right", "left", "below", "above"];
const HAN = 12.2;
const LATIN = 6.9;
/** Hubs are written in bolder letters. */
const BOLDER = 1.05;
/** From the edge of the picture. */
const RIM = 6;
const CELL = 60;

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const widths = new Map<string, number>();
let measuring: CanvasRenderingContext2D | null | undefined;

/** How wide a label is on the screen; about so wide where nothing can be measured. */
export function widthOf(text: string): number {
  let width = widths.get(text);
  if (width === undefined) {
    width = (measured(text) ?? estimated(text)) * BOLDER;
    widths.set(text, width);
  }
  return width;
}

function measured(text: string): number | null {
  if (measuring === undefined) {
    measuring = document.createElement("canvas").getContext("2d");
    if (measuring) measuring.font = `12px ${getComputedStyle(document.body).fontFamily}`;
  }
  return measuring?.measureText(text).width ?? null;
}

function estimated(text: string): number {
  return [...text].reduce((sum, letter) => sum + (letter > "\u2e7f" ? HAN : LATIN), 0);
}

/** A text cut to a width on the screen. */
export function cut(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  const letters = [...text];
  while (letters.length > 1 && widthOf(letters.join("")) > width - HAN) letters.pop();
  return letters.join("").trimEnd() + "…";
}

/** The boxes that are taken, in a coarse grid. */
export class Room {
  readonly #grid = new Map<string, Box[]>();

  /** Take a box, whatever is there. */
  fill(box: Box): void {
    for (const cell of cellsOf(box)) {
      const held = this.#grid.get(cell);
      if (held) held.push(box);
      else this.#grid.set(cell, [box]);
    }
  }

  /** Take a box if nothing is there; whether it was taken. */
  take(box: Box): boolean {
    if (cellsOf(box).some((cell) => this.#grid.get(cell)?.some((other) => overlap(box, other)))) return false;
    this.fill(box);
    return true;
  }
}

/** The room that the signs leave. */
export function around(asking: readonly Asking[], places: Places, frame: Frame): Room {
  const room = new Room();
  for (const { id, radius } of asking) {
    const { x, y } = onScreen(frame, places.get(id) ?? { x: 0, y: 0 });
    const [wide, high] = [radius - 1, radius - 2];
    room.fill({ left: x - wide, right: x + wide, top: y - high, bottom: y + high });
  }
  return room;
}

/** The sides of the labels that have room, of nodes in the order of their importance. No label of a node in sight
 * goes beyond the edge, where there is one. */
export function sides(
  asking: readonly Asking[],
  places: Places,
  frame: Frame,
  size: Size | null,
  room: Room,
): Map<Iri, Side> {
  const found = new Map<Iri, Side>();
  for (const one of asking) {
    const middle = onScreen(frame, places.get(one.id) ?? { x: 0, y: 0 });
    const side = (one.order ?? SIDES).find((each) => {
      const box = boxed(one, middle, each);
      return (size === null || !within(middle, size) || inside(box, size)) && room.take(box);
    });
    if (side) found.set(one.id, side);
  }
  return found;
}

/** The places of the edge labels that have room, the first of those that each could stand at. */
export function middles<Key>(
  asking: readonly { readonly key: Key; readonly text: string; readonly spots: readonly Point[] }[],
  frame: Frame,
  room: Room,
): Map<Key, Point> {
  const found = new Map<Key, Point>();
  for (const { key, text, spots } of asking) {
    const half = (widthOf(text) * 0.88) / 2;
    const spot = spots.find((at) => {
      const { x, y } = onScreen(frame, at);
      return room.take({ left: x - half, right: x + half, top: y - LINE / 2, bottom: y + LINE / 2 });
    });
    if (spot) found.set(key, spot);
  }
  return found;
}

function boxed({ text, radius }: Asking, at: Point, side: Side): Box {
  const [width, gap] = [widthOf(text), radius + GAP];
  if (side === "right" || side === "left") {
    const left = side === "right" ? at.x + gap : at.x - gap - width;
    return { left, right: left + width, top: at.y - LINE / 2, bottom: at.y + LINE / 2 };
  }
  const top = side === "below" ? at.y + radius + 1 : at.y - radius - 1 - LINE;
  return { left: at.x - width / 2, right: at.x + width / 2, top, bottom: top + LINE };
}

function within({ x, y }: Point, { width, height }: Size): boolean {
  return x >= 0 && x <= width && y >= 0 && y <= height;
}

function inside({ left, right, top, bottom }: Box, { width, height }: Size): boolean {
  return left >= RIM && right <= width - RIM && top >= 0 && bottom <= height;
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
