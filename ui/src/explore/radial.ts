/** Rings around one node by the number of steps from it; what hangs together stands together. */
import { neighbours, type Arrangement, type Guide, type Places } from "./arranged";
import type { Edge, Iri, Node } from "./model";

const RING = 190;
const LEAF = 34;

interface Tree {
  readonly rings: readonly (readonly Iri[])[];
  readonly children: ReadonlyMap<Iri, readonly Iri[]>;
}

/** The rings, with what the centre does not reach on one of its own outside. */
export function radial(nodes: readonly Node[], edges: readonly Edge[], centre: Iri | null): Arrangement {
  const first = nodes.some(({ id }) => id === centre) ? centre : busiest(nodes, edges);
  const { rings, children } = grown(nodes, edges, first);
  const reached = new Set(rings.flat());
  const rest = apart(
    nodes.filter(({ id }) => !reached.has(id)),
    edges,
  );
  const all = rest.length > 0 ? [...rings, rest] : rings;
  const { turns, leaves } = turned(first, children);
  const inner = Math.max(RING, (leaves * LEAF) / (2 * Math.PI));
  const radii = all.map((_, depth) => (depth === 0 ? 0 : inner + (depth - 1) * RING));
  const step = Math.min((2 * Math.PI) / (rest.length || 1), (4 * LEAF) / (radii.at(-1) || 1));
  rest.forEach((iri, index) => turns.set(iri, Math.PI / 4 + index * step));
  const places: Places = new Map();
  all.forEach((ring, depth) => {
    for (const iri of ring) {
      const [angle, radius] = [turns.get(iri) ?? 0, radii[depth] ?? 0];
      places.set(iri, { x: radius * Math.cos(angle), y: radius * Math.sin(angle) });
    }
  });
  const guides: Guide[] = radii
    .slice(1, rings.length)
    .map((radius, index) => ({ sort: "ring", steps: index + 1, radius }));
  return { places, guides };
}

function grown(nodes: readonly Node[], edges: readonly Edge[], first: Iri | null): Tree {
  const near = neighbours(edges);
  const left = new Set(nodes.map((node) => node.id));
  const [rings, children]: [Iri[][], Map<Iri, Iri[]>] = [[], new Map()];
  let ring = first === null ? [] : [first];
  if (first !== null) left.delete(first);
  while (ring.length > 0) {
    rings.push(ring);
    ring = ring.flatMap((iri) => {
      const own = [...new Set(near.get(iri) ?? [])].filter((one) => left.delete(one));
      children.set(iri, own);
      return own;
    });
  }
  return { rings, children };
}

/** The angle of each node: a sector for each branch, as wide as it has leaves. */
function turned(first: Iri | null, children: Tree["children"]): { turns: Map<Iri, number>; leaves: number } {
  const leaves = new Map<Iri, number>();
  const count = (iri: Iri): number => {
    const own = (children.get(iri) ?? []).reduce((sum, one) => sum + count(one), 0) || 1;
    leaves.set(iri, own);
    return own;
  };
  const turns = new Map<Iri, number>();
  const share = (iri: Iri, from: number, to: number): void => {
    turns.set(iri, (from + to) / 2);
    let begin = from;
    for (const one of children.get(iri) ?? []) {
      const end = begin + ((to - from) * (leaves.get(one) ?? 1)) / (leaves.get(iri) ?? 1);
      share(one, begin, end);
      begin = end;
    }
  };
  if (first !== null) {
    count(first);
    share(first, -Math.PI / 2, 1.5 * Math.PI);
  }
  return { turns, leaves: first === null ? 0 : (leaves.get(first) ?? 0) };
}

/** What the centre does not reach, those that hang together beside each other. */
function apart(nodes: readonly Node[], edges: readonly Edge[]): Iri[] {
  const left = new Map(nodes.map((node) => [node.id, node]));
  const found: Iri[] = [];
  while (left.size > 0) {
    const { rings } = grown([...left.values()], edges, busiest([...left.values()], edges));
    for (const iri of rings.flat()) {
      left.delete(iri);
      found.push(iri);
    }
  }
  return found;
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
