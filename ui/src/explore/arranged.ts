/** Layouts that follow from the graph alone: radial, layered by class, by date. Places in pixels. */
import { layered } from "./layered";
import type { Edge, Iri, Layout, Node, Point } from "./model";
import { radial } from "./radial";
import { timeline } from "./timeline";

export type Places = Map<Iri, Point>;

/** What stands behind the nodes and says how to read their places. */
export type Guide =
  | { readonly sort: "heading"; readonly text: string; readonly at: Point; readonly wide: number }
  | { readonly sort: "ring"; readonly steps: number; readonly radius: number };

export interface Arrangement {
  readonly places: Places;
  readonly guides: readonly Guide[];
}

/** Pixels of the picture between two rows: more where there is height to spare, so that labels have room. */
export function rowsApart(wide: number, rows: number, aspect: number): number {
  const [least, most, flatter] = [40, 170, 1.3];
  return Math.min(most, Math.max(least, wide / (aspect * flatter) / Math.max(1, rows)));
}

/** The arrangement of a layout that no forces make; ``aspect``: how much wider than high it may be. */
export function arranged(
  layout: Layout,
  nodes: readonly Node[],
  edges: readonly Edge[],
  centre: Iri | null,
  aspect: number,
): Arrangement {
  if (layout === "radial") return radial(nodes, edges, centre);
  return layout === "timeline" ? timeline(nodes, aspect) : layered(nodes, edges, aspect);
}

/** The neighbours of each node. */
export function neighbours(edges: readonly Edge[]): Map<Iri, Iri[]> {
  const near = new Map<Iri, Iri[]>();
  const add = (one: Iri, other: Iri): void => {
    const held = near.get(one);
    if (held) held.push(other);
    else near.set(one, [other]);
  };
  for (const { source, target } of edges) {
    add(source, target);
    add(target, source);
  }
  return near;
}
