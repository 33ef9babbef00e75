/** An answer of triples as nodes and edges with places: a small picture. The explorer is elsewhere. */
import {
  forceCenter,
  forceCollide,
  forceLink,
  forceManyBody,
  forceSimulation,
  forceX,
  forceY,
} from "d3-force";
import type { Result } from "./result";
import type { Term } from "./terms";

export const MOST_NODES = 150;
export const WIDE = 900;
/** What a node with its name takes, and what all of them take at least. */
const ROOM = 34;
const LEAST = 320;
/** Between nodes that are linked, as there is room. */
const SHORTEST = 95;
const LONGEST = 170;
export const HIGH = 560;
const TICKS = 220;

export interface Node {
  id: string;
  x: number;
  y: number;
}
export interface Edge {
  source: Node;
  target: Node;
  predicate: string;
}
export interface Picture {
  readonly nodes: Node[];
  readonly edges: Edge[];
  readonly total: number;
  readonly wide: number;
}

/** How wide a picture of so many nodes is in a page that has so much room. */
export function wideness(nodes: number, room: number): number {
  return Math.max(LEAST, Math.min(room, WIDE), Math.min(WIDE, nodes * ROOM));
}

/** The first nodes of an answer and the edges among them, laid out; always the same for the same answer and room. */
export function picture(result: Result, room = WIDE): Picture {
  const at = (name: string, other: string) =>
    result.columns.indexOf(result.kind === "triples" ? other : name);
  const [from, by, to] = [at("source", "subject"), at("predicate", "predicate"), at("target", "object")];
  const nodes = new Map<string, Node>();
  const seen = new Set<string>();
  const edges: Edge[] = [];
  for (let index = 0; index < result.length; index += 1) {
    const row = result.row(index);
    const [source, target] = [end(row[from] ?? null), end(row[to] ?? null)];
    if (source === null || target === null) continue;
    for (const id of [source, target]) enter(id, nodes, seen);
    const ends = [nodes.get(source), nodes.get(target)];
    if (ends[0] && ends[1] && ends[0] !== ends[1])
      edges.push({ source: ends[0], target: ends[1], predicate: row[by]?.value ?? "" });
  }
  const wide = wideness(nodes.size, room);
  const made = { nodes: [...nodes.values()], edges, total: seen.size, wide };
  layOut(made);
  return made;
}

/** What the explorer shows of an answer: the things at both ends, as many as it can draw. */
export function things(result: Result, most: number): string[] {
  const found = new Set<string>();
  for (let index = 0; index < result.length && found.size < most; index += 1) {
    for (const at of ends(result)) {
      const term = result.row(index)[at] ?? null;
      if (term?.kind === "iri") found.add(term.value);
    }
  }
  return [...found];
}

function ends(result: Result): readonly number[] {
  const names = result.kind === "triples" ? ["subject", "object"] : ["source", "target"];
  return names.map((name) => result.columns.indexOf(name));
}

function end(term: Term | null): string | null {
  return term?.kind === "iri" || term?.kind === "blank" ? term.value : null;
}

function enter(id: string, nodes: Map<string, Node>, seen: Set<string>): void {
  seen.add(id);
  if (!nodes.has(id) && nodes.size < MOST_NODES) {
    const turn = nodes.size * 2.4;
    const far = 12 * Math.sqrt(nodes.size);
    nodes.set(id, { id, x: WIDE / 2 + far * Math.cos(turn), y: HIGH / 2 + far * Math.sin(turn) });
  }
}

function layOut({ nodes, edges, wide }: Picture): void {
  const distance = Math.max(SHORTEST, Math.min(LONGEST, wide / Math.sqrt(nodes.length) / 2));
  const simulation = forceSimulation(nodes)
    .force("charge", forceManyBody().strength(-220))
    .force("edges", forceLink<Node, Edge>(edges).distance(distance))
    .force("apart", forceCollide(36))
    .force("across", forceX(WIDE / 2).strength(0.05))
    .force("up", forceY(HIGH / 2).strength(0.09))
    .force("middle", forceCenter(WIDE / 2, HIGH / 2))
    .stop();
  simulation.tick(TICKS);
  fit(nodes, wide);
}

/** All nodes inside the frame, with room for their names. */
function fit(nodes: readonly Node[], wide: number): void {
  const scale = (values: number[], low: number, high: number) => {
    const [least, most] = [Math.min(...values), Math.max(...values)];
    const factor = Math.min(1.6, (high - low) / Math.max(1, most - least));
    const middle = (least + most) / 2;
    return values.map((value) => (low + high) / 2 + (value - middle) * factor);
  };
  const across = scale(
    nodes.map((one) => one.x),
    70,
    wide - 70,
  );
  const up = scale(
    nodes.map((one) => one.y),
    30,
    HIGH - 40,
  );
  nodes.forEach((one, index) => Object.assign(one, { x: across[index], y: up[index] }));
}
