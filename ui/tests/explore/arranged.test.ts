import { describe, expect, it } from "vitest";
import { layered } from "../../src/explore/layered";
import type { Edge, Node } from "../../src/explore/model";
import { radial } from "../../src/explore/radial";
import { timeline } from "../../src/explore/timeline";

const ONTOLOGY = "https://w3id.org/qkg/ontology#";
const node = (id: string, kind = "Action", edtf: string | null = null, day: string | null = null): Node => ({
  id,
  labels: {},
  kind: ONTOLOGY + kind,
  evidence: 0,
  statements: 0,
  period: edtf === null ? null : { start: day, end: day, edtf },
});
const edge = (source: string, target: string): Edge => ({ source, target, predicate: "p", evidence: [] });

describe("layouts", () => {
  it("by date go from left to right, a column for each period; what has none stands below", () => {
    const { places, guides } = timeline(
      [
        node("late", "Action", "2021-04", "2021-04-15"),
        node("none"),
        node("soon", "Action", "2019", "2019-07-01"),
        node("too", "Action", "2019", "2019-07-01"),
      ],
      1.4,
    );
    const at = (id: string) => places.get(id) ?? { x: NaN, y: NaN };
    expect(at("soon").x).toBe(at("too").x);
    expect(at("late").x).toBeGreaterThan(at("soon").x);
    expect(at("none").y).toBeGreaterThan(Math.max(at("too").y, at("late").y));
    expect(guides.map((guide) => guide.sort === "heading" && guide.text)).toEqual(["2019", "2021-04", ""]);
  });

  it("by class have a column for each group, in the order of the legend", () => {
    const { places, guides } = layered(
      [node("m", "Measure"), node("a", "Agency"), node("e", "Enterprise")],
      [edge("m", "a")],
      1.4,
    );
    expect(guides.map((guide) => guide.sort === "heading" && guide.text)).toEqual(["agency", "figure"]);
    expect(places.get("a")?.x).toBe(places.get("e")?.x);
    expect(places.get("m")?.x).toBeGreaterThan(places.get("a")?.x ?? NaN);
  });

  it("in rings count the steps; what the centre does not reach is outside", () => {
    const nodes = ["hub", "b", "c", "d", "far"].map((id) => node(id));
    const { places, guides } = radial(nodes, [edge("hub", "b"), edge("c", "hub"), edge("c", "d")], null);
    const away = (id: string) => Math.round(Math.hypot(places.get(id)?.x ?? NaN, places.get(id)?.y ?? NaN));
    expect(away("hub")).toBe(0);
    expect(away("b")).toBe(away("c"));
    expect(away("d")).toBeGreaterThan(away("c"));
    expect(away("far")).toBeGreaterThan(away("d"));
    expect(guides).toHaveLength(2);
    expect(new Set([...places.values()].map(({ x, y }) => `${Math.round(x)} ${Math.round(y)}`)).size).toBe(5);
  });
});
