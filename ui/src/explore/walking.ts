/** Going through the picture by keys, as through a tree: from a node to its edges, along one to the next node. */
import type { Places } from "./arranged";
import { keyOf, type Edge, type Iri } from "./model";

/** Where the keys stand: on a node, or on an edge with the node from which it is looked at. */
export type Stand = { readonly node: Iri } | { readonly edge: Edge; readonly from: Iri };

/** The edges of a node clockwise from above, as they leave it. */
export function around(iri: Iri, edges: readonly Edge[], places: Places): readonly Edge[] {
  const turn = (edge: Edge): number => {
    const [here, there] = [places.get(iri), places.get(otherEnd(edge, iri))];
    if (!here || !there) return 0;
    return (Math.atan2(there.x - here.x, here.y - there.y) + 2 * Math.PI) % (2 * Math.PI);
  };
  return edges
    .filter((edge) => edge.source === iri || edge.target === iri)
    .map((edge) => ({ edge, turn: turn(edge) }))
    .sort((a, b) => a.turn - b.turn || (keyOf(a.edge) < keyOf(b.edge) ? -1 : 1))
    .map(({ edge }) => edge);
}

/** The end of an edge that is not this node. */
export function otherEnd(edge: Edge, iri: Iri): Iri {
  return edge.source === iri ? edge.target : edge.source;
}

/** Where a key leads; null where it leads nowhere. */
export function stepped(
  stand: Stand,
  key: string,
  nodes: readonly Iri[],
  edges: readonly Edge[],
  places: Places,
): Stand | null {
  if ("node" in stand) return fromNode(stand.node, key, nodes, around(stand.node, edges, places));
  const { edge, from } = stand;
  if (key === "ArrowLeft") return { node: from };
  if (key === "ArrowRight") return { node: otherEnd(edge, from) };
  const next = beside(around(from, edges, places), (one) => keyOf(one) === keyOf(edge), key);
  return next && { edge: next, from };
}

function fromNode(iri: Iri, key: string, nodes: readonly Iri[], edges: readonly Edge[]): Stand | null {
  const [first] = edges;
  if (key === "ArrowRight") return first ? { edge: first, from: iri } : null;
  const next = beside(nodes, (one) => one === iri, key);
  return next === null ? null : { node: next };
}

function beside<One>(all: readonly One[], here: (one: One) => boolean, key: string): One | null {
  const way = { ArrowDown: 1, ArrowUp: -1 }[key];
  if (way === undefined || all.length === 0) return null;
  return all[(all.findIndex(here) + way + all.length) % all.length] ?? null;
}
