/** A column for each group of classes; within it class by class, and each node near those that it is joined with. */
import { neighbours, rowsApart, type Arrangement, type Guide, type Places } from "./arranged";
import { GROUP_NAMES, groupOf } from "./colours";
import type { Edge, Iri, Node } from "./model";

const COLUMN = 300;
const HEAD = 64;
const TALLEST = 28;
const ROUNDS = 4;

/** The columns from left to right in the order of the groups; a long one goes on beside itself. */
export function layered(nodes: readonly Node[], edges: readonly Edge[], aspect: number): Arrangement {
  const columns = GROUP_NAMES.map((group) => ({
    group,
    nodes: nodes.filter((node) => groupOf(node.kind) === group),
  })).filter((column) => column.nodes.length > 0);
  const rows = ordered(
    columns.map((column) => column.nodes),
    neighbours(edges),
  );
  const tall = Math.max(TALLEST, Math.ceil(Math.sqrt(nodes.length)));
  const places: Places = new Map();
  const guides: Guide[] = [];
  const broad = rows.reduce((sum, column) => sum + Math.ceil(column.length / tall), 0) * COLUMN;
  const longest = Math.max(1, ...rows.map((column) => Math.min(tall, column.length)));
  const step = rowsApart(broad, longest, aspect);
  let x = 0;
  rows.forEach((column, index) => {
    const across = Math.ceil(column.length / tall);
    const high = Math.ceil(column.length / across);
    column.forEach((iri, row) =>
      places.set(iri, { x: x + Math.floor(row / high) * COLUMN, y: (row % high) * step }),
    );
    guides.push({
      sort: "heading",
      text: columns[index]?.group ?? "",
      at: { x, y: -HEAD },
      wide: across * COLUMN,
    });
    x += across * COLUMN;
  });
  return { places, guides };
}

/** Each column in the order of where its neighbours are, so that fewer edges cross. */
function ordered(columns: readonly (readonly Node[])[], near: ReadonlyMap<Iri, readonly Iri[]>): Iri[][] {
  let rows = columns.map((column) => column.map((node) => node.id));
  const kinds = new Map(columns.flat().map((node) => [node.id, node.kind ?? ""]));
  for (let round = 0; round < ROUNDS; round++) {
    const height = new Map(
      rows.flatMap((column) => column.map((iri, row) => [iri, row / column.length] as const)),
    );
    const pull = (iri: Iri): number => {
      const those = (near.get(iri) ?? []).flatMap((one) => height.get(one) ?? []);
      return those.length === 0 ? 1 : those.reduce((sum, one) => sum + one, 0) / those.length;
    };
    rows = rows.map((column) => {
      const pulls = new Map(column.map((iri) => [iri, pull(iri)]));
      return [...column].sort(
        (a, b) =>
          (kinds.get(a) ?? "").localeCompare(kinds.get(b) ?? "") || (pulls.get(a) ?? 0) - (pulls.get(b) ?? 0),
      );
    });
  }
  return rows;
}
