import { describe, expect, it } from "vitest";
import { roomy, widthOf } from "../../src/explore/labelling";

const FRAME = { x: 0, y: 0, scale: 1 };

describe("labels", () => {
  it("are never written over one another, the first of two wins", () => {
    const nodes = [
      { id: "a", text: "内蒙古自治区" },
      { id: "b", text: "包头市" },
      { id: "c", text: "国务院" },
    ];
    const places = new Map([
      ["a", { x: 0, y: 0 }],
      ["b", { x: 30, y: 5 }],
      ["c", { x: 30, y: 40 }],
    ]);
    expect([...roomy(nodes, places, FRAME)]).toEqual(["a", "c"]);
    expect(roomy(nodes, places, { ...FRAME, scale: 4 }).size).toBe(3);
  });

  it("count a Chinese letter as about two Latin ones", () => {
    expect(widthOf("包头")).toBeGreaterThan(widthOf("bt") * 1.5);
  });
});
