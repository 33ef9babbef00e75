import { describe, expect, it } from "vitest";
import { around, cut, middles, sides, widthOf } from "../../src/explore/labelling";

const FRAME = { x: 0, y: 0, scale: 1 };
const SIZE = { width: 400, height: 200 };
const one = (id: string, text: string) => ({ id, text, radius: 10 });

describe("labels", () => {
  it("are never written over one another: the second goes to another side, the last has no room", () => {
    const asking = [one("a", "内蒙古自治区"), one("b", "包头市"), one("c", "国务院")];
    const places = new Map([
      ["a", { x: 100, y: 100 }],
      ["b", { x: 130, y: 112 }],
      ["c", { x: 300, y: 40 }],
    ]);
    const found = sides(asking, places, FRAME, SIZE, around(asking, places, FRAME));
    expect(found.get("c")).toBe("right");
    expect(found.get("a")).toBe("left");
    expect(found.get("b")).toBe("right");
  });

  it("do not go beyond the edge of the picture", () => {
    const asking = [one("a", "内蒙古自治区")];
    const places = new Map([["a", { x: 385, y: 100 }]]);
    const room = () => around(asking, places, FRAME);
    expect(sides(asking, places, FRAME, SIZE, room()).get("a")).toBe("left");
    expect(sides(asking, places, FRAME, null, room()).get("a")).toBe("right");
  });

  it("of edges stand in the middle, or where there is room", () => {
    const asking = [one("a", "包头")];
    const places = new Map([["a", { x: 100, y: 100 }]]);
    const spots = [
      { x: 100, y: 100 },
      { x: 200, y: 100 },
    ];
    const found = middles([{ key: "e", text: "地点", spots }], FRAME, around(asking, places, FRAME));
    expect(found.get("e")).toEqual({ x: 200, y: 100 });
  });

  it("are cut to a width, a Chinese letter counting about two Latin ones", () => {
    expect(widthOf("包头")).toBeGreaterThan(widthOf("bt") * 1.5);
    expect(cut("包头市", 100)).toBe("包头市");
    const short = cut("为企业免费检定计量器具三十四万台件", 100);
    expect(short).toMatch(/^为企业.*…$/);
    expect(widthOf(short)).toBeLessThanOrEqual(100);
  });
});
