import { describe, expect, it } from "vitest";
import { DEEPEST, amended, begun, redone, stepped, undone } from "../../src/explore/history";

describe("history", () => {
  it("goes back and forth", () => {
    const two = stepped(stepped(begun("a"), "b"), "c");
    expect(undone(two).present).toBe("b");
    expect(redone(undone(two)).present).toBe("c");
    expect(undone(undone(undone(two))).present).toBe("a");
  });

  it("forgets what was undone when something new is done", () => {
    const other = stepped(undone(stepped(begun("a"), "b")), "c");
    expect(redone(other).present).toBe("c");
    expect(undone(other).present).toBe("a");
  });

  it("takes no step where nothing changes, and none while something is amended", () => {
    expect(stepped(begun("a"), "a").past).toEqual([]);
    expect(undone(amended(stepped(begun("a"), "b"), "c")).present).toBe("a");
  });

  it("keeps a bounded number of steps", () => {
    let history = begun(0);
    for (let step = 1; step <= DEEPEST + 5; step++) history = stepped(history, step);
    expect(history.past.length).toBe(DEEPEST);
    expect(history.past[0]).toBe(5);
  });
});
