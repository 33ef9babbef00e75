/** Left to right by the periods that the source gives, each with its own words; what has none stands apart, below. */
import { rowsApart, type Arrangement, type Guide, type Places } from "./arranged";
import type { Iri, Node, Point } from "./model";

const COLUMN = 300;
const HEAD = 64;
const TALLEST = 16;
const WIDEST = 4;
const DAY_MS = 86_400_000;

/** When a node is, in days since 1970: the middle of its period, its one end where the other is open; null when the
 * source does not say. */
export function dayOf(node: Node): number | null {
  const [start, end] = [node.period?.start, node.period?.end].map((text) => (text ? Date.parse(text) : NaN));
  const known = [start, end].filter((one): one is number => one !== undefined && !Number.isNaN(one));
  if (known.length === 0) return null;
  return known.reduce((sum, one) => sum + one, 0) / known.length / DAY_MS;
}

/** A column for each period; a long one goes on beside itself. */
export function timeline(nodes: readonly Node[], aspect: number): Arrangement {
  const periods = new Map<string, { day: number; iris: Iri[] }>();
  const rest: Iri[] = [];
  for (const node of nodes) {
    const day = dayOf(node);
    if (day === null) rest.push(node.id);
    else {
      const text = node.period?.edtf ?? "";
      const held = periods.get(text) ?? { day, iris: [] };
      held.iris.push(node.id);
      periods.set(text, held);
    }
  }
  const blocks = [...periods].sort(([, a], [, b]) => a.day - b.day);
  const dated = blocks.map(([text, { iris }]) => ({ text, iris, across: columnsOf(iris.length) }));
  const columns = dated.reduce((sum, { across }) => sum + across, 0);
  const under = Math.max(WIDEST, columns, Math.ceil(Math.sqrt(rest.length / 3)));
  const high = Math.max(0, ...dated.map(({ iris, across }) => Math.ceil(iris.length / across)));
  const step = rowsApart(under * COLUMN, high + Math.ceil(rest.length / under), aspect);
  const places: Places = new Map();
  const guides: Guide[] = [];
  let x = 0;
  for (const { text, iris, across } of dated) {
    block(places, iris, { x, y: 0 }, across, step);
    guides.push({ sort: "heading", text, at: { x, y: -HEAD }, wide: across * COLUMN });
    x += across * COLUMN;
  }
  if (rest.length === 0) return { places, guides };
  const y = high === 0 ? 0 : high * step + HEAD * 1.5;
  block(places, rest, { x: 0, y }, Math.min(under, rest.length), step);
  guides.push({ sort: "heading", text: "", at: { x: 0, y: y - HEAD }, wide: under * COLUMN });
  return { places, guides };
}

function columnsOf(count: number): number {
  return Math.ceil(count / Math.max(TALLEST, Math.ceil(Math.sqrt(count))));
}

/** Rows and columns from a corner. */
function block(places: Places, iris: readonly Iri[], from: Point, across: number, step: number): void {
  const high = Math.ceil(iris.length / across);
  iris.forEach((iri, index) =>
    places.set(iri, { x: from.x + Math.floor(index / high) * COLUMN, y: from.y + (index % high) * step }),
  );
}
