/** Layouts that follow from the graph alone: radial, layered by class, by date. Places in pixels, centre at 0, 0. */
import type { Edge, Iri, Layout, Node, Point } from "./model";

export type Places = Map<Iri, Point>;

const RING = 170;
const COLUMN = 260;
const ROW = 46;
const YEAR = 220;
const DAY_MS = 86_400_000;
const YEAR_DAYS = 365.25;

/** The places of a layout that no forces make. */
export function arranged(
  layout: Layout,
  nodes: readonly Node[],
  edges: readonly Edge[],
  centre: Iri | null,
): Places {
  if (layout === "radial") return radial(nodes, edges, centre);
  return layout === "timeline" ? timeline(nodes) : layered(nodes);
}

/** Rings around one node by the number of steps from it; what it does not reach stands on the outermost ring. */
export function radial(nodes: readonly Node[], edges: readonly Edge[], centre: Iri | null): Places {
  const first = centre ?? busiest(nodes, edges);
  const places: Places = new Map();
  rings(nodes, edges, first).forEach((ring, depth) => {
    const radius = depth === 0 ? 0 : Math.max(RING * depth, (ring.length * ROW) / (2 * Math.PI));
    ring.forEach((iri, index) => {
      const angle = (2 * Math.PI * index) / ring.length - Math.PI / 2;
      places.set(iri, { x: radius * Math.cos(angle), y: radius * Math.sin(angle) });
    });
  });
  return places;
}

function rings(nodes: readonly Node[], edges: readonly Edge[], first: Iri | null): Iri[][] {
  const near = neighbours(edges);
  const left = new Set(nodes.map((node) => node.id));
  const found: Iri[][] = [];
  let ring = first !== null && left.has(first) ? [first] : [];
  while (ring.length > 0) {
    found.push(ring);
    for (const iri of ring) left.delete(iri);
    ring = [...new Set(ring.flatMap((iri) => near.get(iri) ?? []))].filter((iri) => left.has(iri));
  }
  return left.size > 0 ? [...found, [...left]] : found;
}

/** The node with most edges, the first of equals. */
export function busiest(nodes: readonly Node[], edges: readonly Edge[]): Iri | null {
  const near = neighbours(edges);
  let best: Iri | null = null;
  for (const { id } of nodes) {
    if (best === null || (near.get(id)?.length ?? 0) > (near.get(best)?.length ?? 0)) best = id;
  }
  return best;
}

function neighbours(edges: readonly Edge[]): Map<Iri, Iri[]> {
  const near = new Map<Iri, Iri[]>();
  for (const { source, target } of edges) {
    near.set(source, [...(near.get(source) ?? []), target]);
    near.set(target, [...(near.get(target) ?? []), source]);
  }
  return near;
}

/** A column for each class, in the order in which the classes come. */
export function layered(nodes: readonly Node[]): Places {
  const columns = new Map<Iri | null, Iri[]>();
  for (const { id, kind } of nodes) columns.set(kind, [...(columns.get(kind) ?? []), id]);
  const places: Places = new Map();
  [...columns.values()].forEach((column, across) => {
    const x = (across - (columns.size - 1) / 2) * COLUMN;
    column.forEach((iri, down) => places.set(iri, { x, y: (down - (column.length - 1) / 2) * ROW }));
  });
  return places;
}

/** When a node is, in days since 1970: the middle of its period; null when the source does not say. */
export function dayOf(node: Node): number | null {
  const [start, end] = [node.period?.start, node.period?.end].map((text) => (text ? Date.parse(text) : NaN));
  const known = [start, end].filter((one): one is number => one !== undefined && !Number.isNaN(one));
  if (known.length === 0) return null;
  return known.reduce((sum, one) => sum + one, 0) / known.length / DAY_MS;
}

/** Left to right by date; what has no date stands in a block of its own below. */
export function timeline(nodes: readonly Node[]): Places {
  const dated = nodes.map((node) => ({ iri: node.id, day: dayOf(node) }));
  const days = dated.flatMap(({ day }) => (day === null ? [] : [day]));
  const middle = days.length > 0 ? (Math.min(...days) + Math.max(...days)) / 2 : 0;
  const places: Places = new Map();
  const taken = new Map<number, number>();
  for (const { iri, day } of [...dated].sort((a, b) => (a.day ?? Infinity) - (b.day ?? Infinity))) {
    if (day === null) continue;
    const x = ((day - middle) / YEAR_DAYS) * YEAR;
    const slot = Math.round(x / COLUMN);
    const row = taken.get(slot) ?? 0;
    taken.set(slot, row + 1);
    places.set(iri, { x, y: -row * ROW });
  }
  const rest = dated.filter(({ day }) => day === null);
  const across = Math.max(1, Math.ceil(Math.sqrt(rest.length / 3)));
  rest.forEach(({ iri }, index) => {
    const x = ((index % across) - (across - 1) / 2) * COLUMN;
    places.set(iri, { x, y: 2 * ROW + Math.floor(index / across) * ROW });
  });
  return places;
}
