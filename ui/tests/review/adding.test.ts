/** Where words of a text stand, and what a candidate made of them is called. */
import { expect, test } from "vitest";
import { addedName, placeOf } from "../../src/review/adding";

const TEXT = "𠮷林省市场监管局\n走访企业。企业满意。";

test("places count characters, not units of UTF-16", () => {
  expect(placeOf(TEXT, "林省", 0)).toEqual([1, 3]);
  expect(placeOf(TEXT, "走访", 0)).toEqual([9, 11]);
});

test("the first place from where one stands, else the first of all", () => {
  expect(placeOf(TEXT, "企业", 0)).toEqual([11, 13]);
  expect(placeOf(TEXT, "企业", 12)).toEqual([14, 16]);
  expect(placeOf(TEXT, "企业", 15)).toEqual([11, 13]);
});

test("what does not stand in one paragraph has no place", () => {
  expect(placeOf(TEXT, "局\n走", 0)).toBeNull();
  expect(placeOf(TEXT, "没有", 0)).toBeNull();
  expect(placeOf(TEXT, "", 0)).toBeNull();
});

test("a candidate is called as the server calls it", () => {
  expect(addedName("a-2021-11-10", { kind: "figure", start: 3, end: 5 })).toBe("measure/a-2021-11-10-h3-5");
  const relation = { kind: "statement", start: 3, end: 5, relation: "plannedBy" } as const;
  expect(addedName("a", relation)).toBe("statement/a-h3-5-plannedby");
});
