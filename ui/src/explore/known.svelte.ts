/** What the graph view has learnt so far: nodes, edges and names. It only grows; what is shown is decided elsewhere. */
import { keyOf, type Edge, type Iri, type Named, type Node } from "./model";
import type { Branch, Picture } from "./service";

export interface Counted {
  readonly named: Named;
  readonly count: number;
}

export class Known {
  #nodes = $state.raw<ReadonlyMap<Iri, Node>>(new Map());
  #edges = $state.raw<ReadonlyMap<string, Edge>>(new Map());
  #names = $state.raw<ReadonlyMap<Iri, Named>>(new Map());

  get edges(): readonly Edge[] {
    return [...this.#edges.values()];
  }

  node(iri: Iri): Node | undefined {
    return this.#nodes.get(iri);
  }

  name(iri: Iri): Named {
    return this.#names.get(iri) ?? this.#nodes.get(iri) ?? { id: iri, labels: {} };
  }

  learn({ nodes, edges, predicates, classes }: Picture): void {
    this.#nodes = new Map([...this.#nodes, ...nodes.map((node) => [node.id, node] as const)]);
    this.#edges = new Map([...this.#edges, ...edges.map((edge) => [keyOf(edge), edge] as const)]);
    this.#names = new Map([
      ...this.#names,
      ...[...predicates, ...classes].map((one) => [one.id, one] as const),
    ]);
  }

  /** The known ends of a branch. */
  ends(iri: Iri, { predicate, direction }: Branch): Iri[] {
    const found = this.edges.filter((edge) => edge.predicate === predicate);
    return direction === "out"
      ? found.filter((edge) => edge.source === iri).map((edge) => edge.target)
      : found.filter((edge) => edge.target === iri).map((edge) => edge.source);
  }

  /** A node and its known neighbours. */
  around(iri: Iri): Set<Iri> {
    const near = new Set([iri]);
    for (const { source, target } of this.edges) {
      if (source === iri) near.add(target);
      if (target === iri) near.add(source);
    }
    return near;
  }

  /** How often each class or predicate comes, the commonest first. */
  counted(ids: readonly (Iri | null)[]): readonly Counted[] {
    const counts = new Map<Iri, number>();
    for (const id of ids) if (id !== null) counts.set(id, (counts.get(id) ?? 0) + 1);
    return [...counts].sort((a, b) => b[1] - a[1]).map(([id, count]) => ({ named: this.name(id), count }));
  }
}
