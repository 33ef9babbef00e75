import { describe, expect, it } from "vitest";
import { bends, line } from "../../src/explore/lines";
import type { Edge } from "../../src/explore/model";
import { around, stepped } from "../../src/explore/walking";

const edge = (source: string, predicate: string, target: string): Edge => ({
  source,
  predicate,
  target,
  evidence: [],
});
const UP = edge("a", "up", "b");
const DOWN = edge("c", "down", "a");
const RIGHT = edge("a", "right", "d");
const EDGES = [DOWN, RIGHT, UP];
const NODES = ["a", "b", "c", "d"];
const PLACES = new Map([
  ["a", { x: 0, y: 0 }],
  ["b", { x: 0, y: -100 }],
  ["c", { x: 0, y: 100 }],
  ["d", { x: 100, y: 0 }],
]);
const press = (stand: Parameters<typeof stepped>[0], key: string) =>
  stepped(stand, key, NODES, EDGES, PLACES);

describe("the keys", () => {
  it("see the edges of a node clockwise from above", () => {
    expect(around("a", EDGES, PLACES)).toEqual([UP, RIGHT, DOWN]);
    expect(around("b", EDGES, PLACES)).toEqual([UP]);
  });

  it("go from a node to its edges, along one to the next node, and back", () => {
    expect(press({ node: "a" }, "ArrowRight")).toEqual({ edge: UP, from: "a" });
    expect(press({ edge: UP, from: "a" }, "ArrowDown")).toEqual({ edge: RIGHT, from: "a" });
    expect(press({ edge: UP, from: "a" }, "ArrowUp")).toEqual({ edge: DOWN, from: "a" });
    expect(press({ edge: DOWN, from: "a" }, "ArrowRight")).toEqual({ node: "c" });
    expect(press({ edge: DOWN, from: "a" }, "ArrowLeft")).toEqual({ node: "a" });
    expect(press({ node: "d" }, "ArrowDown")).toEqual({ node: "a" });
    expect(press({ node: "a" }, "ArrowLeft")).toBeNull();
  });
});

describe("edges", () => {
  it("between the same nodes lie beside each other, whichever way they point", () => {
    const [there, back] = [edge("a", "p", "b"), edge("b", "q", "a")];
    const found = bends([there, back, RIGHT]);
    const [one, other] = [...found.values()];
    expect(found.get("a right d")).toBe(0);
    const middle = (bend: number, turned: boolean) =>
      turned
        ? line({ x: 100, y: 0 }, { x: 0, y: 0 }, bend, [10, 10]).spots[0]
        : line({ x: 0, y: 0 }, { x: 100, y: 0 }, bend, [10, 10]).spots[0];
    expect(middle(one ?? 0, false)?.y).not.toBeCloseTo(middle(other ?? 0, true)?.y ?? 0);
  });

  it("end at the rim of the sign", () => {
    expect(line({ x: 0, y: 0 }, { x: 100, y: 0 }, 0, [10, 10]).d).toBe("M10 0L87 0");
  });
});
