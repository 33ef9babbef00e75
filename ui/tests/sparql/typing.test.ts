import { describe, expect, it } from "vitest";
import { narrowed } from "../../src/sparql/examples";
import { offers, type Offered, rankOf } from "../../src/sparql/offers";
import { offsetOf, placeOf, variables } from "../../src/sparql/place";
import { curie, declaration, declared } from "../../src/sparql/prefixes";

const Q = "https://w3id.org/qkg/ontology#";
const RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const KNOWN = { qkg: Q, rdf: RDF, rdfs: "http://www.w3.org/2000/01/rdf-schema#" };
const DATA: Offered = {
  prefixes: KNOWN,
  classes: [
    {
      iri: `${Q}Agency`,
      count: 4,
      label: { zh: "行政机构", en: "agency" },
      properties: { [`${Q}level`]: 3 },
    },
    { iri: `${Q}Award`, count: 9, label: { zh: "荣誉", en: "award" }, properties: {} },
  ],
  properties: [
    { iri: `${Q}value`, count: 50, label: { zh: "值", en: "value" } },
    { iri: `${Q}level`, count: 5, label: { zh: "级别", en: "level" } },
  ],
};
const place = (before: string, after = "") => placeOf(before, after, KNOWN);

describe("place", () => {
  it.each([
    ["SELECT * WHERE { ", "subject"],
    ["SELECT * WHERE { ?x ", "predicate"],
    ["SELECT * WHERE { ?x a ", "class"],
    ["SELECT * WHERE { ?x rdf:type ", "class"],
    ["SELECT * WHERE { ?x rdfs:label ", "object"],
    ["SELECT * WHERE { ?x a qkg:Agency ; ", "predicate"],
    ["SELECT * WHERE { ?x a qkg:Agency . ", "subject"],
    ["SELECT * WHERE { ?x rdfs:label 'a' , ", "object"],
    ["SELECT * WHERE { ?x qkg:part/", "predicate"],
    ["SELECT * WHERE { ?x a qkg:A . FILTER(?x ", "other"],
    ["SELECT * WHERE { ?x a qkg:A . OPTIONAL { ?x ", "predicate"],
    ['SELECT * WHERE { ?x rdfs:label "a { b"@zh . ?y ', "predicate"],
    ["SELECT * WHERE { # { ?x a\n ?x ", "predicate"],
    ["SELECT ", "other"],
  ])("after %s comes a %s", (before, slot) => {
    expect(place(before).slot).toBe(slot);
  });

  it("knows the classes of the subject, said before or after", () => {
    expect(place("SELECT * { ?x a qkg:Agency ; ").classes).toEqual([`${Q}Agency`]);
    expect(place("SELECT * { ?x ", "?p ?o . ?x a qkg:Award }").classes).toEqual([`${Q}Award`]);
    expect(place("PREFIX z: <http://z/> SELECT * { ?x a z:A . ?x ").classes).toEqual(["http://z/A"]);
    expect(place("SELECT * { ?y a qkg:Agency . ?x ").classes).toEqual([]);
  });

  it("lists variables once and not those in strings", () => {
    expect(variables('SELECT ?a { ?a ?b "?c" }')).toEqual(["?a", "?b"]);
  });

  it("counts characters as the server does", () => {
    expect(offsetOf("a\n包😀x", 2, 3)).toBe("a\n包😀".length);
    expect(offsetOf("a", 9, 9)).toBe(1);
  });
});

describe("offers", () => {
  it("gives the properties of the class with their counts, and all where none is known", () => {
    const known = offers(DATA, place("SELECT * { ?x a qkg:Agency ; "), "", "en");
    expect(known.map((one) => [one.text, one.count])).toEqual([["qkg:level", 3]]);
    expect(offers(DATA, place("SELECT * { ?x "), "", "en").map((one) => one.text)).toEqual([
      "qkg:value",
      "qkg:level",
    ]);
  });

  it("finds terms by their names in either language", () => {
    const at = place("SELECT * { ?x a ");
    expect(offers(DATA, at, "机构", "en")[0]).toMatchObject({ text: "qkg:Agency", label: "agency" });
    expect(offers(DATA, at, "AWA", "zh")[0]).toMatchObject({ text: "qkg:Award", label: "荣誉" });
    expect(offers(DATA, at, "nothing", "zh")).toEqual([]);
  });

  it("ranks beginnings before the middle", () => {
    expect([rankOf("ag", ["agency"]), rankOf("of", ["head of"]), rankOf("gen", ["agency"])]).toEqual([
      0, 1, 2,
    ]);
  });
});

describe("prefixes", () => {
  it("shortens by the longest namespace and only where the rest is a name", () => {
    expect(curie(`${Q}Agency`, KNOWN)).toBe("qkg:Agency");
    expect(curie("http://x/a/b", { x: "http://x/" })).toBeNull();
  });

  it("declares a prefix behind the others, or behind the comments at the head", () => {
    const text = "# id: x\nPREFIX qkg: <q>\nSELECT * {}";
    expect(declared(text)).toEqual({ qkg: "q" });
    expect(declaration(text, "rdf", KNOWN)).toEqual({
      at: "# id: x\nPREFIX qkg: <q>".length,
      text: `\nPREFIX rdf: <${RDF}>`,
    });
    expect(declaration("# c\nASK {}", "rdf", KNOWN)?.at).toBe(4);
    expect(declaration(text, "qkg", KNOWN)).toBeNull();
    expect(declaration(text, "none", KNOWN)).toBeNull();
  });
});

describe("examples", () => {
  const question = {
    id: "x",
    titles: {},
    query: "SELECT ?a ?b {}\n",
    parameters: [
      { name: "a", type: "iri", zh: "", en: "" },
      { name: "b", type: "string", zh: "", en: "" },
    ],
  };

  it("narrows a question by the values that were given", () => {
    expect(narrowed(question, {})).toBe("SELECT ?a ?b {}\n");
    expect(narrowed(question, { b: 'x"' })).toContain('VALUES ?b { "x\\"" }');
    expect(narrowed(question, { a: "place/baotou", b: "x" })).toContain(
      'VALUES (?a ?b) { (<https://w3id.org/qkg/id/place/baotou> "x") }',
    );
  });

  it("refuses a value that would be more than a value", () => {
    expect(() => narrowed(question, { a: "x> } #" })).toThrow();
  });
});
