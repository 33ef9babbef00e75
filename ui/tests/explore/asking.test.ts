import { expect, test } from "vitest";
import { asQuery } from "../../src/explore/asking";

const ID = "https://w3id.org/qkg/id/";

test("a query names each source, predicate and target once, in short where it can", () => {
  const edge = { predicate: "https://example.org/p", evidence: [] };
  const text = asQuery([
    { ...edge, source: `${ID}place/b`, target: `${ID}place/a` },
    { ...edge, source: `${ID}place/b`, target: "https://example.org/c" },
  ]);
  expect(text).toContain("BASE <https://w3id.org/qkg/id/>");
  expect(text).toContain("VALUES ?source { <place/b> }");
  expect(text).toContain("VALUES ?predicate { <https://example.org/p> }");
  expect(text).toContain("FILTER(?target IN (<https://example.org/c>, <place/a>))");
});
