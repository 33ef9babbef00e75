/** A view as the part of an address after `#`, and back: everything that another reader needs to see the same. */
import type { Places } from "./arranged";
import { EMPTY, LAYOUTS, type Chosen, type Iri, type Layout, type Point, type View } from "./model";

const HERE = "https://w3id.org/qkg/";
const VERSION = "1";
const NONE = "none:";

/** A view, where its nodes stand, and what is looked at. */
export interface Held {
  readonly view: View;
  readonly places: Places;
  readonly chosen: Chosen;
}

/** Compressed and written in letters that need no escape. */
export async function written(view: View, places: Places, chosen: Chosen = null): Promise<string> {
  const told = JSON.stringify([
    view.nodes.map((iri) => [short(iri), ...rounded(places.get(iri))]),
    view.hiddenKinds.map(short),
    view.hiddenPredicates.map(short),
    LAYOUTS.indexOf(view.layout),
    view.focus === null ? "" : short(view.focus),
    Object.entries(view.pins).map(([iri, at]) => [short(iri), ...rounded(at)]),
    ...(chosen === null ? [] : [chosenAs(chosen)]),
  ]);
  return (
    VERSION + lettered(await piped(new TextEncoder().encode(told), new CompressionStream("deflate-raw")))
  );
}

/** The view that an address holds; null when it holds none or cannot be read. */
export async function read(text: string): Promise<Held | null> {
  if (!text.startsWith(VERSION)) return null;
  try {
    const bytes = await piped(unlettered(text.slice(VERSION.length)), new DecompressionStream("deflate-raw"));
    return heldOf(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    return null;
  }
}

function heldOf(told: unknown): Held | null {
  if (!Array.isArray(told) || told.length < 6) return null;
  const [nodes, kinds, predicates, layout, focus, pins, chosen] = told as unknown[];
  const at = listed(nodes).map(placeOf);
  const view = {
    ...EMPTY,
    nodes: at.map(([iri]) => iri),
    hiddenKinds: iris(kinds),
    hiddenPredicates: iris(predicates),
    layout: (LAYOUTS[Number(layout)] ?? "force") as Layout,
    focus: typeof focus === "string" && focus !== "" ? long(focus) : null,
    pins: Object.fromEntries(listed(pins).map(placeOf)),
  };
  return { view, places: new Map(at), chosen: chosenOf(iris(chosen)) };
}

/** One IRI is a node, three are an edge, a path begins with nothing. */
function chosenAs(chosen: NonNullable<Chosen>): string[] {
  if ("node" in chosen) return [short(chosen.node)];
  if ("route" in chosen) return [NONE, ...chosen.route.map(short)];
  return [chosen.edge.source, chosen.edge.predicate, chosen.edge.target].map(short);
}

function chosenOf(told: readonly Iri[]): Chosen {
  const [first, predicate, target] = told;
  if (first === undefined) return null;
  if (first === NONE) return { route: told.slice(1) };
  if (predicate === undefined || target === undefined) return { node: first };
  return { edge: { source: first, predicate, target } };
}

function listed(told: unknown): unknown[] {
  return Array.isArray(told) ? told : [];
}

function iris(told: unknown): Iri[] {
  return listed(told)
    .filter((one) => typeof one === "string")
    .map(long);
}

function placeOf(told: unknown): [Iri, Point] {
  const [iri, x, y] = told as [string, number, number];
  return [long(iri), { x: Number(x) || 0, y: Number(y) || 0 }];
}

function rounded(at: Point | undefined): [number, number] {
  return [Math.round(at?.x ?? 0), Math.round(at?.y ?? 0)];
}

function short(iri: Iri): string {
  return iri.startsWith(HERE) ? iri.slice(HERE.length) : iri;
}

function long(text: string): Iri {
  return /^[a-z][a-z0-9+.-]*:/i.test(text) ? text : HERE + text;
}

async function piped(bytes: Uint8Array<ArrayBuffer>, through: CompressionStream | DecompressionStream) {
  const stream = new Blob([bytes]).stream().pipeThrough(through);
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

function lettered(bytes: Uint8Array): string {
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

function unlettered(text: string): Uint8Array<ArrayBuffer> {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}
