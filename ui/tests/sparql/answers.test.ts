import { beforeEach, describe, expect, it } from "vitest";
import { data, guess, holdings } from "../../src/sparql/charts";
import { code, isGraph, shell } from "../../src/sparql/code";
import { drawable } from "../../src/sparql/drawable";
import { picture, wideness } from "../../src/sparql/drawing";
import { forget, KEPT, past, remember } from "../../src/sparql/history";
import { address, short } from "../../src/sparql/names";
import { MOST_ROWS, Result } from "../../src/sparql/result";
import { Refused } from "../../src/sparql/running";

function rows(text: string): Result {
  const made = new Result("rows");
  made.push(text);
  made.end();
  return made;
}

describe("result", () => {
  it("takes rows however they are cut", () => {
    const made = new Result("rows");
    for (const piece of ["?a\t", '?b\n<x:y>\t"1', '"\n\t5\n']) made.push(piece);
    made.end();
    expect([made.columns, made.length]).toEqual([["a", "b"], 2]);
    expect(made.row(1)).toEqual([null, expect.objectContaining({ value: "5" })]);
  });

  it("tells a verdict from rows, and a row without values from no row", () => {
    expect(rows("true").verdict).toBe(true);
    expect(rows("false").verdict).toBe(false);
    expect(rows("?a\n\n").length).toBe(1);
    expect(rows("?a\n").length).toBe(0);
  });

  it("stops at its limit and says so", () => {
    const made = new Result("rows");
    expect(made.push(`?a\n${"1\n".repeat(MOST_ROWS)}`)).toBe(false);
    expect(made.ending).toBe("limit");
  });
});

describe("charts", () => {
  const result = rows(
    '?n\t?v\t?d\n"甲"\t3\t"2021-01-01"^^<http://www.w3.org/2001/XMLSchema#date>\n"甲"\t4\t\n"乙"\t1\t\n',
  );

  it("sees what columns hold and chooses by it", () => {
    expect(holdings(result)).toEqual(["name", "number", "date"]);
    expect(guess(["n", "v"], ["name", "number"])).toMatchObject({ kind: "bars", x: "n", y: "v" });
    expect(guess(["d", "v"], ["date", "number"])).toMatchObject({ kind: "line" });
    expect(guess(["v", "w"], ["number", "number"])).toMatchObject({ kind: "dots" });
    expect(guess(["n"], ["name"])).toMatchObject({ kind: "bars", y: "" });
    expect(guess([], [])).toBeNull();
  });

  it("adds up bars of one name, and counts rows without a column of numbers", () => {
    const name = (term: { value: string } | null) => term?.value ?? "";
    const choice = { kind: "bars", x: "n", y: "v", colour: "" } as const;
    expect(data(result, choice, name).map((one) => [one.x, one.y])).toEqual([
      ["甲", 7],
      ["乙", 1],
    ]);
    expect(data(result, { ...choice, y: "" }, name).map((one) => one.y)).toEqual([2, 1]);
  });
});

describe("drawing", () => {
  it("draws links between things and leaves values out", () => {
    const made = new Result("triples");
    made.push('<a:1> <a:p> <a:2> .\n<a:1> <a:p> "x" .\n');
    made.end();
    const found = picture(made);
    expect([found.nodes.length, found.edges.length, found.total]).toEqual([2, 1, 2]);
    expect(found.nodes.every((one) => Number.isFinite(one.x) && one.x > 0)).toBe(true);
    expect([drawable(made), drawable(rows("?source\t?target\n")), drawable(rows("?a\n"))]).toEqual([
      true,
      true,
      false,
    ]);
  });
});

describe("wideness", () => {
  it("is that of a small screen for few nodes, of the page for more, and never more than it may be", () => {
    expect(wideness(3, 200)).toBe(320);
    expect(wideness(6, 328)).toBe(328);
    expect(wideness(6, 1400)).toBe(900);
    expect(wideness(150, 328)).toBe(900);
  });
});

describe("code", () => {
  it("quotes a query for each language", () => {
    const query = `ASK { ?s ?p "it's \\n \`\${x}" }`;
    expect(shell("it's")).toBe(`'it'\\''s'`);
    const script = code("javascript", "http://h/sparql", query, "text/csv");
    const literal = /const query = (`[\s\S]*?[^\\]`);/.exec(script)?.[1] ?? "";
    expect(new Function(`return ${literal}`)()).toBe(query);
    expect(code("python", "http://h/sparql", query, "text/csv")).toContain("\"it's \\\\n");
  });
});

describe("isGraph", () => {
  it("finds the form on whatever line, and not in IRIs, strings, comments and names", () => {
    expect(isGraph("PREFIX q: <https://x/o#> CONSTRUCT WHERE { ?s ?p ?o }")).toBe(true);
    expect(isGraph("# SELECT\ndescribe <https://x/select>")).toBe(true);
    expect(isGraph("PREFIX describe: <https://x/> SELECT ?construct { ?construct describe:ask 'x' }")).toBe(
      false,
    );
    expect(isGraph('ASK { ?s ?p "construct" }')).toBe(false);
  });
});

describe("history", () => {
  beforeEach(() => forget());
  const one = (query: string) => ({ query, when: "2026-01-01T00:00:00Z", rows: 1, seconds: 0 });

  it("has the newest first, each text once, and not more than it may keep", () => {
    for (let number = 0; number < KEPT + 5; number += 1) remember(one(`q${number}`));
    remember(one("q20"));
    expect(past().length).toBe(KEPT);
    expect(past()[0]?.query).toBe("q20");
    forget();
    expect(past()).toEqual([]);
  });

  it("does without storage, and with what others left in it", () => {
    expect(past(null)).toEqual([]);
    localStorage.setItem("qkg-queries", "{broken");
    expect(past()).toEqual([]);
  });
});

describe("names", () => {
  it("links things and terms here, pages elsewhere, and nothing that could run", () => {
    expect(address("https://w3id.org/qkg/id/place/baotou", "/en")).toBe("/en/page/place/baotou");
    expect(address("https://w3id.org/qkg/ontology#Agency", "")).toBe("/ontology#Agency");
    expect(address("https://schema.org/name", "")).toBe("https://schema.org/name");
    expect(address("javascript:alert(1)", "")).toBeNull();
    expect(short("https://w3id.org/qkg/id/place/baotou", {})).toBe("place/baotou");
  });

  it("keeps the problem that the server told", () => {
    const problem = { type: "t", title: "T", detail: "D", status: 400 };
    expect(new Refused(problem)).toMatchObject({ message: "D", problem });
  });
});
