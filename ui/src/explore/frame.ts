/** The frame through which the picture is seen: a shift and a scale, and what moves them. */
import type { Places } from "./arranged";
import type { Iri, Point } from "./model";

export interface Frame {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export const SMALLEST = 0.08;
export const LARGEST = 4;
const MARGIN = 16;
const EDGE = 48;
const HALVINGS = 24;
const NARROW = 600;

/** A place of the picture on the screen. */
export function onScreen(frame: Frame, at: Point): Point {
  return { x: at.x * frame.scale + frame.x, y: at.y * frame.scale + frame.y };
}

/** A place of the screen in the picture. */
export function inPicture(frame: Frame, at: Point): Point {
  return { x: (at.x - frame.x) / frame.scale, y: (at.y - frame.y) / frame.scale };
}

/** Nearer or farther, with one place of the screen staying where it is. */
export function zoomed(frame: Frame, factor: number, about: Point): Frame {
  const scale = Math.min(LARGEST, Math.max(SMALLEST, frame.scale * factor));
  const kept = inPicture(frame, about);
  return { scale, x: about.x - kept.x * scale, y: about.y - kept.y * scale };
}

export function shifted(frame: Frame, x: number, y: number): Frame {
  return { ...frame, x: frame.x + x, y: frame.y + y };
}

/** What a node takes up beside its place, on the screen. */
export interface Reach {
  readonly left: number;
  readonly right: number;
}

const BARE: Reach = { left: 12, right: 12 };

/** All of it with its labels, in the middle, never larger than life. */
export function fitted(
  places: Places,
  { width, height }: Size,
  reaches: ReadonlyMap<Iri, Reach> = new Map(),
): Frame {
  const points = [...places].map(([iri, at]) => ({ ...at, ...(reaches.get(iri) ?? BARE) }));
  if (points.length === 0 || width === 0 || height === 0) return { x: width / 2, y: height / 2, scale: 1 };
  const margin = width < NARROW ? MARGIN / 2 : MARGIN;
  const ends = (scale: number): [number, number] => [
    least(points.map(({ x, left }) => x * scale - left)),
    -least(points.map(({ x, right }) => -(x * scale + right))),
  ];
  const [top, bottom] = [least(points.map(({ y }) => y)), -least(points.map(({ y }) => -y))];
  const fits = (scale: number): boolean => {
    const [left, right] = ends(scale);
    return right - left <= width - margin * 2 && (bottom - top) * scale <= height - margin * 4;
  };
  let [small, scale] = [SMALLEST, 1];
  for (let turn = 0; !fits(scale) && turn < HALVINGS; turn++) {
    const between = (small + scale) / 2;
    if (fits(between)) small = between;
    else scale = between;
    if (turn === HALVINGS - 1) scale = small;
  }
  const [left, right] = ends(scale);
  return { scale, x: (width - left - right) / 2, y: height / 2 - ((top + bottom) / 2) * scale };
}

function least(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => Math.min(a, b));
}

/** The frame shifted as little as brings a place into view. */
export function revealing(frame: Frame, at: Point, { width, height }: Size): Frame {
  const { x, y } = onScreen(frame, at);
  const into = (one: number, most: number): number => Math.min(Math.max(one, EDGE), most - EDGE) - one;
  return shifted(frame, into(x, width), into(y, height));
}
