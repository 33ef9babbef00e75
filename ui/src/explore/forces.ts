/** The force layout: d3-force, run in slices so that typing never waits. The same graph gives the same picture. */
import {
  forceCollide,
  forceLink,
  forceManyBody,
  forceSimulation,
  forceX,
  forceY,
  type Simulation,
  type SimulationNodeDatum,
} from "d3-force";
import type { Places } from "./arranged";
import type { Edge, Iri, Point } from "./model";

interface Body extends SimulationNodeDatum {
  readonly iri: Iri;
}

/** Milliseconds of layout in one frame. */
const SLICE_MS = 8;
const DISTANCE = 140;
const CHARGE = -900;
const GAP = 46;
const PULL = 0.065;
/** What no edge holds would be driven off. */
const LONELY = 0.16;
const FARTHEST = 900;
/** Above so many nodes drawing takes longer than laying out, so that it is done now and then. */
export const MANY = 600;
const PAUSE_MS = 1500;

export class Forces {
  readonly #bodies = new Map<Iri, Body>();
  readonly #simulation: Simulation<Body, { source: Iri; target: Iri }>;
  #frame = 0;
  #drawn = 0;

  /** ``aspect``: how much wider than high the picture is to be. */
  constructor(
    private readonly aspect: number,
    private readonly moved: (places: Places) => void,
  ) {
    this.#simulation = forceSimulation<Body>().force("collide", forceCollide<Body>(GAP)).stop();
  }

  /** Lay these out; known bodies start where they are, new ones beside a neighbour. */
  set(
    nodes: readonly Iri[],
    edges: readonly Edge[],
    pins: Readonly<Record<Iri, Point>>,
    anew: boolean,
  ): void {
    const kept = new Set(nodes);
    for (const iri of this.#bodies.keys()) if (!kept.has(iri)) this.#bodies.delete(iri);
    const fresh = this.#bodies.size === 0;
    for (const iri of nodes) if (!this.#bodies.has(iri)) this.#bodies.set(iri, this.#placed(iri, edges));
    this.pin(pins);
    const joined = new Set(edges.flatMap(({ source, target }) => [source, target]));
    const pull = (body: Body): number => (joined.has(body.iri) ? PULL : LONELY);
    const links = edges.filter((edge) => kept.has(edge.source) && kept.has(edge.target));
    this.#simulation
      .nodes(nodes.flatMap((iri) => this.#bodies.get(iri) ?? []))
      .force(
        "x",
        forceX<Body>().strength((body) => pull(body) / this.aspect),
      )
      .force(
        "y",
        forceY<Body>().strength((body) => pull(body) * this.aspect),
      )
      .force(
        "charge",
        forceManyBody<Body>()
          .strength(CHARGE)
          .distanceMax(FARTHEST)
          .theta(nodes.length > MANY ? 1.2 : 0.9),
      )
      .force(
        "link",
        forceLink<Body, { source: Iri; target: Iri }>(links.map(({ source, target }) => ({ source, target })))
          .id((body) => body.iri)
          .distance(DISTANCE),
      )
      .alpha(fresh ? 1 : 0.5);
    if (anew) this.#start();
  }

  /** Known places, from an address: bodies begin there and rest. */
  start(places: Places): void {
    for (const [iri, at] of places) this.#bodies.set(iri, { iri, x: at.x, y: at.y });
  }

  /** Hold some bodies where they were put. */
  pin(pins: Readonly<Record<Iri, Point>>): void {
    for (const [iri, body] of this.#bodies) {
      const at = pins[iri];
      body.fx = at?.x ?? null;
      body.fy = at?.y ?? null;
      if (at) [body.x, body.y] = [at.x, at.y];
    }
  }

  /** Let everything settle a little after something was moved. */
  nudge(): void {
    this.#simulation.alpha(Math.max(this.#simulation.alpha(), 0.2));
    this.#start();
  }

  stop(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  }

  #placed(iri: Iri, edges: readonly Edge[]): Body {
    for (const { source, target } of edges) {
      const other = source === iri ? target : target === iri ? source : null;
      const at = other === null ? undefined : this.#bodies.get(other);
      if (at?.x !== undefined && at.y !== undefined && this.#simulation.nodes().includes(at)) {
        const turn = this.#bodies.size * 2.4;
        return { iri, x: at.x + DISTANCE * Math.cos(turn), y: at.y + DISTANCE * Math.sin(turn) };
      }
    }
    return { iri };
  }

  #start(): void {
    if (this.#frame === 0) this.#frame = requestAnimationFrame(() => this.#slice());
  }

  #slice(): void {
    const until = performance.now() + SLICE_MS;
    do this.#simulation.tick();
    while (performance.now() < until && this.#simulation.alpha() > this.#simulation.alphaMin());
    const ended = this.#simulation.alpha() <= this.#simulation.alphaMin();
    if (ended || this.#bodies.size <= MANY || until - this.#drawn > PAUSE_MS) this.#show();
    this.#frame = 0;
    if (!ended) this.#start();
  }

  #show(): void {
    this.moved(new Map([...this.#bodies].map(([iri, { x = 0, y = 0 }]) => [iri, { x, y }])));
    this.#drawn = performance.now();
  }
}
