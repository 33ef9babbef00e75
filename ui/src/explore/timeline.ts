/** Left to right by the periods that the source gives, each with its own words; what has none stands apart, below. */
import type { Arrangement, Guide, Places } from "./arranged";
import type { Iri, Node } from "./model";

const COLUMN = 300;
const ROW = 40;
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
export function timeline(nodes: readonly Node[]): Arrangement {
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
  const places: Places = new Map();
  const guides: Guide[] = [];
  let [x, low] = [0, 0];
  for (const [text, { iris }] of blocks) {
    const tall = Math.max(TALLEST, Math.ceil(Math.sqrt(iris.length)));
    const across = Math.ceil(iris.length / tall);
    low = Math.max(low, block(places, iris, x, 0, across));
    guides.push({ sort: "heading", text, at: { x, y: -ROW * 1.5 }, wide: across * COLUMN });
    x += across * COLUMN;
  }
  if (rest.length === 0) return { places, guides };
  const below = blocks.length > 0 ? low + ROW * 3.5 : 0;
  const across = Math.max(WIDEST, x / COLUMN, Math.ceil(Math.sqrt(rest.length / 3)));
  block(places, rest, 0, below, Math.min(across, rest.length));
  guides.push({ sort: "heading", text: "", at: { x: 0, y: below - ROW * 1.5 }, wide: across * COLUMN });
  return { places, guides };
}

/** Rows and columns from a corner; how low they reach. */
function block(places: Places, iris: readonly Iri[], x: number, y: number, across: number): number {
  const high = Math.ceil(iris.length / across);
  iris.forEach((iri, index) =>
    places.set(iri, { x: x + Math.floor(index / high) * COLUMN, y: y + (index % high) * ROW }),
  );
  return y + (high - 1) * ROW;
}
