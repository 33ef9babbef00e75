import { describe, expect, it } from "vitest";
import { bounds, change, corrects, paragraphs, slugged, type Candidate } from "../../src/review/model";

const one = (id: string, places: [number, number][]): Candidate => ({
  id,
  kind: "figure",
  label: { zh: "", en: "" },
  start: 0,
  end: 0,
  places,
  verbatim: "",
  left: null,
});

describe("the text in pieces", () => {
  it("counts characters as the server does, and loses none", () => {
    const text = "𠮷近120家\n\n乙";
    const cut = paragraphs(text, [one("a", [[1, 6]]), one("b", [[2, 5]])]);
    expect(cut.map((pieces) => pieces.map(({ text }) => text))).toEqual([["𠮷", "近", "120", "家"], ["乙"]]);
    expect(cut[0]?.map(({ of }) => of.map(({ id }) => id).join())).toEqual(["", "a", "b,a", "a"]);
  });
});

describe("bounds", () => {
  it("are those that the hedge sets", () => {
    expect(bounds(3, "nearly")).toEqual({ lower: null, upper: 3 });
    expect(bounds(3, "at-least")).toEqual({ lower: 3, upper: null });
    expect(bounds(3, "about")).toEqual({ lower: null, upper: null });
  });
});

describe("a change of a decision", () => {
  it("takes away what is no longer decided", () => {
    const before = { verdict: "accepted", en: "A", roles: { subject: ["x"], refArea: ["y"] } } as const;
    expect(change(before, { verdict: "", roles: { subject: ["z"] } })).toEqual({
      verdict: "",
      en: null,
      roles: { subject: ["z"], refArea: null },
    });
    expect(change(before, undefined)).toBeNull();
    expect(change(undefined, { verdict: "rejected" })).toEqual({ verdict: "rejected" });
  });

  it("corrects only when more than the verdict changes", () => {
    expect(corrects({ verdict: "accepted" })).toBe(false);
    expect(corrects({ en: "A" })).toBe(true);
  });
});

describe("the end of an address", () => {
  it("has letters, digits and single hyphens", () => {
    expect(slugged(" Hubei's  Quality--Award! ")).toBe("hubei-s-quality-award");
  });
});
