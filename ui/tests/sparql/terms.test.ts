import { describe, expect, it } from "vitest";
import { dateOf, iriText, numberOf, read, stringText, triple } from "../../src/sparql/terms";

const XSD = "http://www.w3.org/2001/XMLSchema#";

describe("terms", () => {
  it("reads the examples of the TSV standard", () => {
    expect(read("<http://example/x>")).toEqual({ kind: "iri", value: "http://example/x" });
    expect(read('"String-with-dquote\\""')).toMatchObject({ value: 'String-with-dquote"' });
    expect(read("_:b0")).toEqual({ kind: "blank", value: "_:b0" });
    expect(read("123")).toMatchObject({ value: "123", datatype: `${XSD}integer` });
    expect(read("100000.0e6")).toMatchObject({ datatype: `${XSD}double` });
    expect(read("1.5")).toMatchObject({ datatype: `${XSD}decimal` });
    expect(read("true")).toMatchObject({ datatype: `${XSD}boolean` });
    expect(read("")).toBeNull();
  });

  it("keeps language and datatype, and undoes escapes", () => {
    expect(read('"包头"@zh-Hans')).toMatchObject({ value: "包头", language: "zh-Hans" });
    expect(read('"a\\tb\\n\\u5305\\U0001F600"')).toMatchObject({ value: "a\tb\n包😀" });
    expect(read(`"2021-05-13"^^<${XSD}date>`)).toMatchObject({ datatype: `${XSD}date` });
    expect(read('<<( <a:b> <a:c> "x" )>>')).toMatchObject({ kind: "triple" });
  });

  it("splits lines of N-Triples, also with spaces in the object and triples in the subject", () => {
    expect(triple('<a:s> <a:p> "two words" .')).toEqual(["<a:s>", "<a:p>", '"two words"']);
    expect(triple("_:b <a:p> <<( <a:s> <a:p> <a:o> )>> .")[2]).toBe("<<( <a:s> <a:p> <a:o> )>>");
  });

  it("knows numbers and days", () => {
    expect(numberOf(read("-1.5e3"))).toBe(-1500);
    expect(numberOf(read('"5"'))).toBeNull();
    expect(dateOf(read(`"2021"^^<${XSD}gYear>`))?.getUTCFullYear()).toBe(2021);
  });

  it("writes what can be written and refuses the rest", () => {
    expect(iriText("https://example.org/包")).toBe("<https://example.org/包>");
    expect(() => iriText("https://example.org/> } DROP ALL #")).toThrow();
    expect(stringText('a"b\\\n', "zh")).toBe('"a\\"b\\\\\\n"@zh');
    expect(stringText("x", "zh . evil")).toBe('"x"');
  });
});
