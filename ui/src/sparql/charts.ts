/** Which chart fits an answer: what its columns hold, and a sensible first choice. Draws nothing. */
import type { Result } from "./result";
import { dateOf, numberOf, type Term } from "./terms";

export type Holds = "number" | "date" | "name" | "nothing";
export type Kind = "bars" | "dots" | "line";
export interface Choice {
  readonly kind: Kind;
  readonly x: string;
  /** A column of numbers; empty: rows are counted. */
  readonly y: string;
  readonly colour: string;
}
export interface Datum {
  readonly x: string | number | Date;
  readonly y: number;
  readonly colour: string;
}
const LOOKED_AT = 500;
/** Bars, and points, that are drawn. */
export const MOST_BARS = 60;
export const MOST_POINTS = 5000;

/** What each column holds, judged by its first rows: one kind throughout, else names. */
export function holdings(result: Result): Holds[] {
  const rows = Array.from({ length: Math.min(result.length, LOOKED_AT) }, (_, index) => result.row(index));
  return result.columns.map((_, at) => {
    const found = new Set(rows.flatMap((row) => (row[at] ? [holds(row[at] ?? null)] : [])));
    if (found.size === 0) return "nothing";
    return found.size === 1 ? ([...found][0] ?? "name") : "name";
  });
}

function holds(term: Term | null): Holds {
  if (numberOf(term) !== null) return "number";
  return dateOf(term) ? "date" : "name";
}

/** The first choice: numbers over days as a line, over names as bars, two of them as dots, else a count. */
export function guess(columns: readonly string[], held: readonly Holds[]): Choice | null {
  const of = (kind: Holds) => columns.filter((_, at) => held[at] === kind);
  const [numbers, dates, names] = [of("number"), of("date"), of("name")];
  const colour = "";
  if (numbers[0] && dates[0]) return { kind: "line", x: dates[0], y: numbers[0], colour };
  if (numbers[0] && names[0]) return { kind: "bars", x: names[0], y: numbers[0], colour };
  if (numbers[0] && numbers[1]) return { kind: "dots", x: numbers[0], y: numbers[1], colour };
  const counted = names[0] ?? dates[0] ?? numbers[0];
  return counted ? { kind: "bars", x: counted, y: "", colour } : null;
}

/** The points of a chart; `name` says how a term is called. Bars of one name are added up. */
export function data(result: Result, choice: Choice, name: (term: Term | null) => string): Datum[] {
  const at = (column: string) => result.columns.indexOf(column);
  const [x, y, colour] = [at(choice.x), at(choice.y), at(choice.colour)];
  const points: Datum[] = [];
  for (let index = 0; index < result.length; index += 1) {
    const row = result.row(index);
    const height = y < 0 ? 1 : numberOf(row[y] ?? null);
    const across = place(row[x] ?? null, choice.kind, name);
    if (height !== null && across !== null)
      points.push({ x: across, y: height, colour: colour < 0 ? "" : name(row[colour] ?? null) });
    if (choice.kind !== "bars" && points.length >= MOST_POINTS) break;
  }
  return choice.kind === "bars" ? summed(points) : points;
}

function place(term: Term | null, kind: Kind, name: (term: Term | null) => string): Datum["x"] | null {
  if (term === null) return null;
  return kind === "bars" ? name(term) : (numberOf(term) ?? dateOf(term) ?? name(term));
}

function summed(points: readonly Datum[]): Datum[] {
  const sums = new Map<string, Datum>();
  for (const one of points) {
    const key = JSON.stringify([one.x, one.colour]);
    sums.set(key, { ...one, y: one.y + (sums.get(key)?.y ?? 0) });
  }
  return [...sums.values()];
}
