// @vitest-environment node
import { describe, expect, it } from "vitest";
import { read, written } from "../../src/explore/address";
import { EMPTY, type View } from "../../src/explore/model";

const THING = "https://w3id.org/qkg/id/place/";
const FULL: View = {
  nodes: Array.from({ length: 400 }, (_, index) => `${THING}p${index}`),
  hiddenKinds: ["https://schema.org/Person"],
  hiddenPredicates: ["https://w3id.org/qkg/ontology#place"],
  pins: { [`${THING}p1`]: { x: -12, y: 340 } },
  layout: "timeline",
  focus: `${THING}p2`,
};

const AT = new Map(FULL.nodes.map((iri, index) => [iri, { x: index * 7 - 1400, y: (index * 31) % 900 }]));

describe("the address of a view", () => {
  it("brings back all of it", async () => {
    expect(await read(await written(FULL, AT))).toEqual({ view: FULL, places: AT, chosen: null });
    const none = { view: EMPTY, places: new Map(), chosen: null };
    expect(await read(await written(EMPTY, new Map()))).toEqual(none);
  });

  it("brings back what is looked at: a node, an edge, a path", async () => {
    const [source, target] = [`${THING}p1`, `${THING}p2`];
    const edge = { source, target, predicate: "https://w3id.org/qkg/ontology#place" };
    for (const chosen of [{ node: source }, { edge }, { route: [source, target] }])
      expect((await read(await written(FULL, AT, chosen)))?.chosen).toEqual(chosen);
  });

  it("stays short enough to send, in letters that need no escape", async () => {
    const text = await written(FULL, AT);
    expect(text.length).toBeLessThan(6000);
    expect(text).toMatch(/^[\w-]+$/);
  });

  it("is nothing where it cannot be read", async () => {
    for (const text of ["", "1", "1%%%", "2abc", "1AAAA", "1" + btoa("junk")])
      expect(await read(text)).toBeNull();
  });
});
