/** A chart by Observable Plot, without its style element, which a strict policy forbids, and without labels on
 * parts that have no role; sparql.css has the rules. */
import { barX, dot, lineY, plot, ruleX, ruleY } from "@observablehq/plot";
import type { Choice, Datum } from "./charts";

const ROW_PX = 24;
const HEIGHT_PX = 380;
const LETTER_PX = 8;

/** The drawing of these points, `width` wide; `count` names the axis where rows are counted. */
export function draw(points: readonly Datum[], choice: Choice, width: number, count: string): Element {
  const narrow = width < 600;
  const label = choice.y || count;
  const colour = choice.colour ? { legend: true, label: choice.colour } : { legend: false };
  const own = choice.colour ? "colour" : "currentColor";
  const common = { width, color: colour, className: "plot", style: { background: "transparent" } };
  if (choice.kind === "bars") {
    const names = new Set(points.map((one) => String(one.x)));
    const longest = Math.max(...[...names].map(wide));
    const margin = Math.min(longest * LETTER_PX + 12, narrow ? 130 : 260);
    const drawn = plot({
      ...common,
      height: names.size * ROW_PX + 60,
      marginLeft: margin,
      marginRight: 44,
      x: { label, grid: true, nice: true, ticks: narrow ? 4 : 8 },
      y: { label: null, tickFormat: (name: string) => cut(name, (margin - 12) / LETTER_PX) },
      marks: [
        barX(points, { x: "y", y: "x", fill: own, sort: { y: "-x" }, title: titled, tip: false }),
        ruleX([0]),
      ],
    });
    return bare(drawn);
  }
  const mark =
    choice.kind === "line"
      ? [
          lineY(points, { x: "x", y: "y", stroke: own, sort: "x" }),
          dot(points, { x: "x", y: "y", stroke: own }),
        ]
      : [dot(points, { x: "x", y: "y", stroke: own, title: titled })];
  return bare(
    plot({
      ...common,
      height: HEIGHT_PX,
      marginLeft: 60,
      x: { label: choice.x, ticks: narrow ? 4 : 8 },
      y: { label, grid: true },
      marks: [...mark, ruleY([0])],
    }),
  );
}

function titled(one: Datum): string {
  const x = one.x instanceof Date ? one.x.toISOString().slice(0, 10) : String(one.x);
  return `${x}: ${one.y.toLocaleString()}`;
}

/** Columns that a text takes: a Chinese character is as wide as two letters. */
function wide(text: string): number {
  return [...text].reduce((sum, sign) => sum + (sign.codePointAt(0)! > 0x2e7f ? 1.7 : 1), 0);
}

function cut(text: string, most: number): string {
  let width = 0;
  const kept = [...text].filter((sign) => (width += wide(sign)) <= most).join("");
  return kept.length < text.length ? `${kept.slice(0, -1)}…` : text;
}

function bare(drawn: Element): Element {
  for (const style of drawn.querySelectorAll("style")) style.remove();
  for (const part of drawn.querySelectorAll<SVGElement>("g[aria-label]")) {
    part.dataset["part"] = part.getAttribute("aria-label") ?? "";
    part.removeAttribute("aria-label");
  }
  return drawn;
}
