/** One draft on the desk: what is decided, what is saved, where one stands, and all that can be done. */
import { passes, type Filter } from "./filters";
import { line } from "./line";
import {
  change,
  corrects,
  endsOf,
  isFact,
  THING,
  type Candidate,
  type Decision,
  type Decisions,
  type Draft,
  type Finding,
  type Iri,
  type Labels,
  type NewThing,
  type Span,
} from "./model";
import * as service from "./service";
import { curator } from "./session";
import { label, told } from "./words";

export type Saving = "saved" | "saving" | "unsaved" | "conflict";
type All = Readonly<Record<string, Decision>>;
type Step = ReadonlyMap<string, Decision | undefined>;
const WAIT_MS = 250;

export class Desk {
  draft = $state.raw() as Draft;
  #decided = $state.raw<All>({});
  #things = $state.raw<Readonly<Record<Iri, NewThing>>>({});
  #kept: Decisions = {};
  #tag = "";
  #steps = $state.raw<readonly Step[]>([]);
  #dirty = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #sending: Promise<void> = Promise.resolve();

  current = $state("");
  selected = $state.raw<Span | null>(null);
  filter = $state<Filter>("all");
  editing = $state(false);
  saving = $state<Saving>("saved");
  why = $state("");
  message = $state("");
  busy = $state<"" | "checking" | "publishing">("");
  findings = $state.raw<readonly Finding[] | null>(null);
  turtle = $state("");
  published = $state.raw<service.Published | null>(null);

  constructor(draft: Draft, tag: string) {
    this.renew(draft, tag);
    this.current = (this.next() ?? draft.candidates[0])?.id ?? "";
  }

  #take(decisions: Decisions, tag: string): void {
    this.#kept = decisions;
    this.#decided = decisions.candidates ?? {};
    this.#things = decisions.things ?? {};
    this.#tag = tag;
  }

  /** The state that changes are made upon. */
  get tag(): string {
    return this.#tag;
  }

  /** The draft and the decisions as the server has them now. */
  renew(draft: Draft, tag: string): void {
    this.draft = draft;
    this.#take(draft.decisions, tag);
  }

  of(id: string): Decision | undefined {
    return this.#decided[id];
  }

  get canUndo(): boolean {
    return this.#steps.length > 0;
  }

  /** The candidates that the filter lets through, in the order of the text. */
  get shown(): readonly Candidate[] {
    const faulty = new Set(this.findings?.map((one) => one.candidate));
    const through = passes[this.filter];
    // what one stands on stays, though its verdict no longer fits the filter
    return this.draft.candidates.filter(
      (one) => through(one, this.of(one.id), faulty) || one.id === this.current,
    );
  }

  get facts(): readonly Candidate[] {
    return this.draft.candidates.filter(isFact);
  }

  get decided(): number {
    return this.facts.filter((one) => this.of(one.id)?.verdict).length;
  }

  at(): Candidate | undefined {
    return this.draft.candidates.find((one) => one.id === this.current);
  }

  /** The next fact without a verdict, from where one stands. */
  next(): Candidate | undefined {
    const from = this.draft.candidates.findIndex((one) => one.id === this.current) + 1;
    const round = [...this.draft.candidates.slice(from), ...this.draft.candidates.slice(0, from)];
    return round.find((one) => isFact(one) && !one.left && !this.of(one.id)?.verdict);
  }

  move(by: number): void {
    const shown = this.shown;
    const index = shown.findIndex((one) => one.id === this.current);
    const to = shown[Math.min(Math.max(index + by, 0), shown.length - 1)];
    if (to) this.go(to.id);
  }

  go(id: string): void {
    this.editing = false;
    this.current = id;
  }

  /** The name of a thing: as decided, as the draft has it, or the end of its IRI. */
  nameOf(iri: Iri): string {
    const own = this.#things[iri] ?? this.#labelled(iri) ?? this.draft.things[iri];
    return label(own, iri.replace(THING, ""));
  }

  #labelled(iri: Iri): Labels | undefined {
    const { zh, en } = this.of(iri.replace(THING, "")) ?? {};
    const before = this.draft.things[iri];
    return zh || en ? { zh: zh || (before?.zh ?? ""), en: en || (before?.en ?? "") } : undefined;
  }

  judge(verdict: "accepted" | "rejected", one = this.at()): void {
    if (!one) return;
    const before = this.of(one.id);
    if (one.left && verdict === "accepted" && !corrects(before)) {
      this.say(label(one.left));
      this.editing = true;
      return;
    }
    const same = before?.verdict === verdict;
    this.set(new Map([[one.id, { ...before, verdict: same ? "" : verdict }]]));
    this.say(`${this.line(one)}: ${told(same ? "is_undecided" : verdict)}`);
    const next = this.next();
    if (!same && next) this.go(next.id);
  }

  acceptRest(): void {
    const open = this.facts.filter((one) => !one.left && !this.of(one.id)?.verdict);
    this.set(new Map(open.map((one) => [one.id, { ...this.of(one.id), verdict: "accepted" as const }])));
    this.say(told("decided", { decided: this.decided, all: this.facts.length }));
  }

  correct(id: string, decision: Decision, things: Readonly<Record<Iri, NewThing>> = {}): void {
    this.#things = { ...this.#things, ...things };
    this.set(new Map([[id, decision]]));
    this.editing = false;
    this.say(told("corrected"));
  }

  set(changed: ReadonlyMap<string, Decision | undefined>): void {
    this.#steps = [...this.#steps, new Map([...changed.keys()].map((id) => [id, this.of(id)]))];
    this.#put(changed);
  }

  undo(): void {
    const last = this.#steps.at(-1);
    if (!last) return;
    this.#steps = this.#steps.slice(0, -1);
    this.#put(last);
    const first = [...last.keys()][0];
    if (first && last.size === 1) this.go(first);
    this.say(told("undo"));
  }

  #put(changed: ReadonlyMap<string, Decision | undefined>): void {
    const made: Record<string, Decision> = { ...this.#decided };
    for (const [id, decision] of changed) {
      if (decision === undefined) delete made[id];
      else made[id] = decision;
      this.#dirty.add(id);
    }
    this.#decided = made;
    this.findings = null;
    this.published = null;
    if (this.saving === "conflict") return;
    this.saving = "saving";
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.save(), WAIT_MS);
  }

  #pending(): unknown {
    const kept = this.#kept.candidates ?? {};
    const candidates = Object.fromEntries(
      [...this.#dirty].map((id) => [id, change(kept[id], this.#decided[id])]),
    );
    return { candidates, things: this.#things };
  }

  /** Send what is not saved yet, one request at a time. */
  save(leaving = false): Promise<void> {
    clearTimeout(this.#timer);
    this.#sending = this.#sending.then(() => this.#save(leaving));
    return this.#sending;
  }

  async #save(leaving: boolean): Promise<void> {
    if (this.#dirty.size === 0 || this.saving === "conflict") return;
    const sent = [...this.#dirty];
    const pending = this.#pending();
    this.#dirty.clear();
    this.saving = "saving";
    try {
      const { decisions, tag } = await service.decide(this.draft.name, this.#tag, pending, leaving);
      this.#kept = decisions;
      this.#tag = tag;
      this.saving = this.#dirty.size === 0 ? "saved" : "saving";
    } catch (error) {
      for (const id of sent) this.#dirty.add(id);
      this.#failed(error);
    }
  }

  #failed(error: unknown): void {
    const refused = error instanceof service.Refused ? error : new service.Refused(0, String(error));
    this.why = refused.message;
    this.saving = refused.status === 412 ? "conflict" : "unsaved";
    this.say(this.saving === "conflict" ? told("conflict") : told("unsaved", { why: this.why }));
    if (refused.status !== 400) return;
    // the server will never take these decisions: back to those that it has
    this.#dirty.clear();
    this.#steps = [];
    this.#decided = this.#kept.candidates ?? {};
    this.#things = this.#kept.things ?? {};
  }

  /** After a conflict: take the other's decisions, or put one's own changes on top of them. */
  async settle(mine: boolean): Promise<void> {
    const { draft, tag } = await service.draft(this.draft.name);
    const own = new Map([...this.#dirty].map((id) => [id, this.#decided[id]]));
    const things = this.#things;
    this.#dirty.clear();
    this.#steps = [];
    this.#take(draft.decisions, tag);
    this.saving = "saved";
    if (!mine) return this.say(told("saved"));
    this.#things = { ...this.#things, ...things };
    this.#put(own);
    await this.save();
  }

  async check(): Promise<void> {
    if (this.busy) return;
    this.busy = "checking";
    try {
      await this.save();
      const { findings, turtle } = await service.check(this.draft.name);
      this.findings = findings;
      this.turtle = turtle;
      this.say(findings.length === 0 ? told("sound") : told("found", { n: findings.length }));
    } catch (error) {
      this.say((error as Error).message);
    }
    this.busy = "";
  }

  async publish(by = curator()): Promise<void> {
    if (this.busy) return;
    this.busy = "publishing";
    try {
      await this.save();
      if (this.saving !== "saved") throw new Error(told("unsaved", { why: this.why }));
      this.published = await service.publish(this.draft.name, this.#tag, by);
      this.say(told("is_published", { n: this.published.generation }));
    } catch (error) {
      if (error instanceof service.Refused && error.status === 412) this.saving = "conflict";
      if (error instanceof service.Refused && error.findings.length > 0) this.findings = error.findings;
      this.say((error as Error).message);
    }
    this.busy = "";
  }

  say(sentence: string): void {
    this.message = sentence;
  }

  /** A candidate in one line. */
  line(one: Candidate): string {
    const ends = (role: string): string =>
      endsOf(one, this.of(one.id), role)
        .map((iri) => this.nameOf(iri))
        .join(" · ");
    return line(one, this.of(one.id), this.#labelled(THING + one.id), ends);
  }
}
