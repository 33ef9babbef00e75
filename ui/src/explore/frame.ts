/** The frame through which the picture is seen: a shift and a scale, and what moves them. */
import type { Places } from "./arranged";
import type { Point } from "./model";

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
const MARGIN = 70;
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

/** All of it, in the middle, never larger than life. */
export function fitted(places: Places, { width, height }: Size): Frame {
  const points = [...places.values()];
  if (points.length === 0 || width === 0 || height === 0) return { x: width / 2, y: height / 2, scale: 1 };
  const [xs, ys] = [points.map((at) => at.x), points.map((at) => at.y)];
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
  const margin = width < NARROW ? MARGIN / 3 : MARGIN;
  const scale = Math.min(
    1,
    Math.max(
      SMALLEST,
      Math.min((width - margin * 2) / (right - left || 1), (height - margin) / (bottom - top || 1)),
    ),
  );
  return { scale, x: width / 2 - ((left + right) / 2) * scale, y: height / 2 - ((top + bottom) / 2) * scale };
}
