/** An answer as it arrives: lines are kept as text and read into terms only when they are shown. */
import { read, triple, type Term } from "./terms";

export const MOST_ROWS = 500_000;
/** Characters of an answer that a page holds; a download has no limit. */
export const MOST_TEXT = 96 * 1024 * 1024;
export type Kind = "rows" | "triples" | "verdict";

export class Result {
  columns: string[] = [];
  lines: string[] = [];
  verdict: boolean | null = null;
  bytes = 0;
  characters = 0;
  seconds = 0;
  /** Why there is no more than this: the end, the page's limit, or an answer that broke off. */
  ending: "running" | "end" | "limit" | "broken" = "running";
  private rest = "";
  private begun = false;

  constructor(public kind: Kind) {
    if (kind === "triples") this.columns = ["subject", "predicate", "object"];
  }

  /** Take a piece of text; false when the page's limit is reached. */
  push(text: string): boolean {
    const pieces = (this.rest + text).split("\n");
    this.rest = pieces.pop() ?? "";
    this.characters += text.length;
    for (const line of pieces) this.line(line);
    if (this.lines.length < MOST_ROWS && this.characters < MOST_TEXT) return true;
    this.ending = "limit";
    return false;
  }

  /** The answer is at its end. */
  end(): void {
    if (this.rest !== "") this.line(this.rest);
    this.rest = "";
    this.ending = "end";
  }

  get length(): number {
    return this.lines.length;
  }

  /** The terms of one row. */
  row(index: number): (Term | null)[] {
    const line = this.lines[index];
    if (line === undefined) return [];
    const cells = this.kind === "triples" ? triple(line) : line.split("\t");
    return this.columns.map((_, at) => read(cells[at] ?? ""));
  }

  private line(text: string): void {
    if (this.kind === "triples") {
      if (text !== "") this.lines.push(text);
    } else if (this.begun) this.lines.push(text);
    else this.head(text);
  }

  private head(text: string): void {
    this.begun = true;
    if (text === "true" || text === "false") {
      this.kind = "verdict";
      this.verdict = text === "true";
    } else this.columns = text === "" ? [] : text.split("\t").map((name) => name.replace(/^[?$]/, ""));
  }
}
