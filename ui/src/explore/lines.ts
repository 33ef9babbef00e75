/** The course of an edge: from rim to rim, and beside its fellows where two nodes have several. */
import { keyOf, type Edge, type Iri, type Point } from "./model";

export interface Line {
  /** As an SVG path, the tip at the target. */
  readonly d: string;
  /** Where its label may stand: in the middle, else nearer to an end. */
  readonly spots: readonly Point[];
}

/** Pixels of the picture between two edges that join the same nodes. */
const APART = 34;
const TIP = 3;
const PARTS = [0.5, 0.36, 0.64] as const;

/** How far each edge bends aside: nought where it is the only one between its nodes. */
export function bends(edges: readonly Edge[]): Map<string, number> {
  const fellows = new Map<string, Edge[]>();
  for (const edge of edges) {
    const pair = [edge.source, edge.target].sort().join(" ");
    fellows.set(pair, [...(fellows.get(pair) ?? []), edge]);
  }
  const found = new Map<string, number>();
  for (const those of fellows.values()) {
    those.forEach((edge, index) => {
      const aside = (index - (those.length - 1) / 2) * APART;
      found.set(keyOf(edge), edge.source < edge.target ? aside : -aside);
    });
  }
  return found;
}

/** The line between two nodes with the radii of their signs. */
export function line(from: Point, to: Point, bend: number, radii: readonly [number, number]): Line {
  const [x, y] = [to.x - from.x, to.y - from.y];
  const length = Math.hypot(x, y) || 1;
  const middle = {
    x: (from.x + to.x) / 2 - (y / length) * bend,
    y: (from.y + to.y) / 2 + (x / length) * bend,
  };
  const pull = { x: 2 * middle.x - (from.x + to.x) / 2, y: 2 * middle.y - (from.y + to.y) / 2 };
  const [first, last] = [towards(from, pull, radii[0]), towards(to, pull, radii[1] + TIP)];
  const d = bend === 0 ? `M${told(first)}L${told(last)}` : `M${told(first)}Q${told(pull)} ${told(last)}`;
  return { d, spots: PARTS.map((part) => along(from, pull, to, part)) };
}

/** A point of the curve (a quadratic Bézier). */
function along(from: Point, pull: Point, to: Point, part: number): Point {
  const [a, b, c] = [(1 - part) ** 2, 2 * part * (1 - part), part ** 2];
  return { x: a * from.x + b * pull.x + c * to.x, y: a * from.y + b * pull.y + c * to.y };
}

function towards(at: Point, other: Point, distance: number): Point {
  const [x, y] = [other.x - at.x, other.y - at.y];
  const part = Math.min(0.45, distance / (Math.hypot(x, y) || 1));
  return { x: at.x + x * part, y: at.y + y * part };
}

function told({ x, y }: Point): string {
  return `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`;
}

/** How many edges each node has. */
export function degreesOf(edges: readonly Edge[]): Map<Iri, number> {
  const found = new Map<Iri, number>();
  for (const { source, target } of edges) {
    found.set(source, (found.get(source) ?? 0) + 1);
    if (target !== source) found.set(target, (found.get(target) ?? 0) + 1);
  }
  return found;
}
