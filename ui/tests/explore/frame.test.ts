import { describe, expect, it } from "vitest";
import { LARGEST, fitted, inPicture, onScreen, revealing, zoomed } from "../../src/explore/frame";

const FRAME = { x: 100, y: 50, scale: 2 };

describe("the frame", () => {
  it("goes to the screen and back", () => {
    expect(onScreen(FRAME, { x: 10, y: 20 })).toEqual({ x: 120, y: 90 });
    expect(inPicture(FRAME, { x: 120, y: 90 })).toEqual({ x: 10, y: 20 });
  });

  it("zooms about a place that stays", () => {
    const about = { x: 300, y: 200 };
    const before = inPicture(FRAME, about);
    expect(inPicture(zoomed(FRAME, 1.3, about), about).x).toBeCloseTo(before.x);
    expect(zoomed(FRAME, 100, about).scale).toBe(LARGEST);
  });

  it("shifts as little as brings a place into view", () => {
    const size = { width: 800, height: 600 };
    expect(revealing(FRAME, { x: 100, y: 100 }, size)).toEqual(FRAME);
    expect(onScreen(revealing(FRAME, { x: 900, y: 100 }, size), { x: 900, y: 100 }).x).toBeLessThan(800);
  });

  it("fits all places, in the middle, never larger than life", () => {
    const size = { width: 800, height: 600 };
    const places = new Map([
      ["a", { x: -2000, y: 0 }],
      ["b", { x: 1000, y: 900 }],
    ]);
    const frame = fitted(places, size);
    for (const at of places.values()) {
      const { x, y } = onScreen(frame, at);
      expect(x).toBeGreaterThan(0);
      expect(x).toBeLessThan(800);
      expect(y).toBeGreaterThan(0);
      expect(y).toBeLessThan(600);
    }
    expect(fitted(new Map([["a", { x: 5, y: 5 }]]), size).scale).toBe(1);
    const reaches = new Map([["b", { left: 12, right: 160 }]]);
    const roomy = fitted(places, size, reaches);
    expect(onScreen(roomy, { x: 1000, y: 900 }).x + 160).toBeLessThanOrEqual(800);
    expect(onScreen(roomy, { x: -2000, y: 0 }).x).toBeGreaterThanOrEqual(12);
    expect(fitted(new Map(), size)).toEqual({ x: 400, y: 300, scale: 1 });
  });
});
