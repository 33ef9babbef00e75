/** How the picture is drawn at this moment: the frame, the size of signs, and which labels have room. */
import { groupOf } from "./colours";
import type { Explorer } from "./explorer.svelte";
import { MANY } from "./forces";
import { fitted, onScreen, shifted, zoomed, type Frame, type Reach, type Size } from "./frame";
import {
  around,
  cut,
  GAP,
  LINE,
  middles,
  sides,
  widthOf,
  type Asking,
  type Room,
  type Side,
} from "./labelling";
import { bends, degreesOf, line, type Line } from "./lines";
import { keyOf, labelOf, type Edge, type Iri, type Point } from "./model";

const SIGN = 10;
const SMALLEST_SIGN = 0.62;
const GROWTH = 40;
const MOST_GROWTH = 0.6;
const BROAD = 165;
const NARROW = 92;
const COLUMN = 300;
const NARROW_CANVAS = 600;
const MANY_EDGES = 160;
const CLEAR = 0.5;
const HEADING: Reach = { left: 12, right: 60 };

export class Drawing {
  frame = $state.raw<Frame>({ x: 0, y: 0, scale: 1 });
  width = $state(0);
  height = $state(0);
  looked = $state<string | null>(null);
  /** Whether all is drawn for a file, not what a frame shows of it. */
  whole = $state(false);
  /** Whether the reader has moved the frame, which then is left alone. */
  touched = false;

  constructor(private readonly explorer: Explorer) {}

  readonly size = $derived.by<Size>(() => ({ width: this.width, height: this.height }));
  readonly crowded = $derived.by(() => this.explorer.nodes.length > MANY);
  readonly degrees = $derived.by(() => degreesOf(this.explorer.edges));
  readonly bends = $derived.by(() => bends(this.explorer.edges));
  readonly magnified = $derived.by(() => Math.max(1, SMALLEST_SIGN / this.frame.scale));

  /** How wide a label may be on the screen: what a column gives where there are columns. */
  readonly #broad = $derived.by(() => {
    const most = this.width < NARROW_CANVAS ? NARROW : BROAD;
    const { layout } = this.explorer.view;
    if (layout !== "layered" && layout !== "timeline") return most;
    return Math.min(
      most,
      Math.max(24, COLUMN * this.frame.scale - 2 * this.radius(null) * this.frame.scale - 2 * GAP),
    );
  });

  readonly #asking = $derived.by<readonly Asking[]>(() => {
    const { nodes, language, matches } = this.explorer;
    const weight = (iri: Iri): number =>
      (this.explorer.lights(iri) ? 2000 : 0) + (matches.has(iri) ? 1000 : 0) + (this.degrees.get(iri) ?? 0);
    return [...nodes]
      .map((node) => ({ node, weight: weight(node.id) }))
      .sort((a, b) => b.weight - a.weight)
      .map(({ node }) => ({
        id: node.id,
        text: cut(labelOf(node, language), this.#broad),
        radius: this.radius(node.id) * this.frame.scale,
        ...this.#sides(node.id),
      }));
  });

  readonly texts = $derived.by(() => new Map(this.#asking.map(({ id, text }) => [id, text])));

  /** First what is looked at with all around it, then the rest. */
  readonly labels = $derived.by(() => {
    const { places, edges } = this.explorer;
    const room = around(this.#asking, places, this.frame);
    for (const guide of this.explorer.guides) if (guide.sort === "ring") this.#keep(guide.radius, room);
    const [near, far] = parted(edges, (edge) => this.explorer.near(edge));
    const ends = new Set(near.flatMap(({ source, target }) => [source, target]));
    const [first, then] = parted(this.#asking, ({ id }) => ends.has(id) || this.explorer.lights(id));
    const size = this.whole ? null : this.size;
    const nodes = sides(first, places, this.frame, size, room);
    for (const { id } of first) if (this.explorer.lights(id) && !nodes.has(id)) nodes.set(id, "right");
    const named = middles(this.#naming(near), this.frame, room);
    for (const [iri, side] of sides(then, places, this.frame, size, room)) nodes.set(iri, side);
    const clear = edges.length <= MANY_EDGES && this.frame.scale >= CLEAR;
    for (const [key, spot] of middles(this.#naming(clear ? far : []), this.frame, room)) named.set(key, spot);
    return { nodes, edges: named };
  });

  /** The place of a ring's own label. */
  #keep(radius: number, room: Room): void {
    const { x, y } = onScreen(this.frame, { x: 0, y: -radius });
    room.fill({ left: x - LINE, right: x + LINE, top: y - LINE, bottom: y });
  }

  #naming(edges: readonly Edge[]): { key: string; text: string; spots: readonly Point[] }[] {
    return edges.map((edge) => ({
      key: keyOf(edge),
      text: this.explorer.label(edge.predicate),
      spots: this.line(edge).spots,
    }));
  }

  /** The sides of a label: outward in rings, so that it does not lie over the spokes; to the right in columns. */
  #sides(iri: Iri): { order?: readonly Side[] } {
    const { layout } = this.explorer.view;
    if (layout === "layered" || layout === "timeline") return { order: ["right"] };
    if (layout !== "radial") return {};
    const left = (this.explorer.places.get(iri)?.x ?? 0) < -1;
    return { order: left ? ["left", "below", "above"] : ["right", "below", "above"] };
  }

  /** Of a sign, in the picture: larger for what has many edges, never too small to see. */
  radius(iri: Iri | null): number {
    const degree = iri === null ? 0 : (this.degrees.get(iri) ?? 0);
    return SIGN * (1 + Math.min(MOST_GROWTH, degree / GROWTH)) * this.magnified;
  }

  at(iri: Iri): Point {
    return this.explorer.places.get(iri) ?? { x: 0, y: 0 };
  }

  line(edge: Edge): Line {
    const radii = [this.radius(edge.source), this.radius(edge.target)] as const;
    return line(this.at(edge.source), this.at(edge.target), this.bends.get(keyOf(edge)) ?? 0, radii);
  }

  group(iri: Iri): string {
    return groupOf(this.explorer.node(iri)?.kind ?? null);
  }

  fit(): void {
    this.touched = false;
    const shown = this.explorer.nodes;
    const places = new Map(shown.map(({ id }) => [id, this.at(id)]));
    const most = this.width < NARROW_CANVAS ? NARROW : BROAD;
    const reaches = new Map(
      shown.map((node) => [node.id, this.#reach(cut(labelOf(node, this.explorer.language), most), node.id)]),
    );
    this.explorer.guides.forEach((guide, index) => {
      if (guide.sort !== "heading") return;
      places.set(`heading ${index}`, guide.at);
      reaches.set(`heading ${index}`, HEADING);
    });
    this.frame = fitted(places, this.size, this.crowded ? new Map() : reaches);
  }

  #reach(text: string, iri: Iri): Reach {
    const [sign, label] = [SIGN * 1.2, widthOf(text) + SIGN + GAP];
    return this.#sides(iri).order?.[0] === "left"
      ? { left: label, right: sign }
      : { left: sign, right: label };
  }

  zoom(factor: number, about: Point = { x: this.width / 2, y: this.height / 2 }): void {
    this.touched = true;
    this.frame = zoomed(this.frame, factor, about);
  }

  pan(x: number, y: number): void {
    this.touched = true;
    this.frame = shifted(this.frame, x, y);
  }
}

/** Those that pass and those that do not. */
function parted<One>(all: readonly One[], passes: (one: One) => boolean): [One[], One[]] {
  const [yes, no]: [One[], One[]] = [[], []];
  for (const one of all) (passes(one) ? yes : no).push(one);
  return [yes, no];
}
