/** Drafts, candidates and decisions as plain values, and what can be computed from them alone. */
export type Iri = string;
export type Labels = { readonly zh: string; readonly en: string };
export type Span = readonly [number, number];
export const THING = "https://w3id.org/qkg/id/";

export const HEDGES = ["exact", "nearly", "more-than", "about", "at-least", "at-most"] as const;
export type Hedge = (typeof HEDGES)[number];
export const UNITS = [
  "NUM",
  "PERCENT",
  "CCY_CNY",
  "CCY_USD",
  "TONNE",
  "KiloGM",
  "KiloM",
  "M2",
  "KiloM2",
  "HA",
  "YR",
  "MO",
  "DAY",
  "HR",
];
export const KINDS = [
  "agency",
  "enterprise",
  "organisation",
  "place",
  "person",
  "document",
  "award",
  "platform",
] as const;
export type Kind = (typeof KINDS)[number];

export interface Amount {
  readonly value: number;
  readonly unit: string;
  readonly hedge: Hedge;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly change: "" | "increase" | "decrease";
  readonly period: string;
  readonly period_words: string;
}

export interface Candidate {
  readonly id: string;
  readonly kind: string;
  readonly of?: string;
  readonly label: Labels;
  readonly quote?: string;
  readonly start: number;
  readonly end: number;
  readonly places: readonly Span[];
  readonly verbatim: string;
  readonly relation?: Iri;
  readonly confidence?: number;
  readonly extractor?: string;
  readonly figure?: Amount | null;
  readonly roles?: Readonly<Record<string, readonly Iri[]>>;
  readonly left: Labels | null;
  readonly new?: boolean;
}

export interface Decision {
  readonly verdict?: "" | "accepted" | "rejected";
  readonly figure?: Partial<Amount> & { readonly value: number };
  readonly roles?: Readonly<Record<string, readonly Iri[]>>;
  readonly link?: Iri;
  readonly zh?: string;
  readonly en?: string;
}

export interface NewThing {
  readonly kind: Kind;
  readonly zh: string;
  readonly en: string;
}

export interface Decisions {
  readonly candidates?: Readonly<Record<string, Decision>>;
  readonly things?: Readonly<Record<Iri, NewThing>>;
}

export interface Draft {
  readonly name: string;
  readonly title: string;
  readonly date: string;
  readonly text: string;
  readonly candidates: readonly Candidate[];
  readonly things: Readonly<Record<Iri, Labels>>;
  readonly left: readonly {
    readonly words: string;
    readonly start: number;
    readonly end: number;
    readonly reason: Labels;
  }[];
  readonly decisions: Decisions;
  readonly published: number | null;
}

export interface Finding {
  readonly code: string;
  readonly severity: string;
  readonly candidate: string;
  readonly message: Labels;
  readonly hint: Labels;
}

/** Whether a candidate is a fact, which somebody has to decide about. */
export const isFact = (one: Candidate): boolean => one.kind !== "name";

/** The figure as decided, else as the draft has it; JSON leaves out what is at its default. */
export function amountOf(one: Candidate, told: Decision | undefined): Amount | null {
  if (!told?.figure) return one.figure ?? null;
  const blank = {
    unit: "NUM",
    hedge: "exact",
    lower: null,
    upper: null,
    change: "",
    period: "",
    period_words: "",
  } as const;
  const { period, period_words } = one.figure ?? blank;
  const given = { ...blank, ...told.figure };
  return given.period === "" ? { ...given, period, period_words } : given;
}

/** The bounds that a hedge sets. */
export function bounds(value: number, hedge: Hedge): { lower: number | null; upper: number | null } {
  const below = hedge === "more-than" || hedge === "at-least";
  const above = hedge === "nearly" || hedge === "at-most";
  return { lower: below ? value : null, upper: above ? value : null };
}

/** The things at an end as decided, else as the draft has them. */
export const endsOf = (one: Candidate, told: Decision | undefined, role: string): readonly Iri[] =>
  told?.roles?.[role] ?? one.roles?.[role] ?? [];

/** Whether a decision changes more than the verdict. */
export const corrects = (told: Decision | undefined): boolean =>
  told !== undefined && Boolean(told.figure ?? told.roles ?? told.link ?? told.zh ?? told.en);

export interface Piece {
  readonly text: string;
  readonly start: number;
  /** The candidates around it, the shortest first. */
  readonly of: readonly Candidate[];
}

/** The paragraphs of a text in pieces, cut wherever a candidate begins or ends. */
export function paragraphs(text: string, candidates: readonly Candidate[]): readonly (readonly Piece[])[] {
  const characters = [...text];
  const marks = candidates.flatMap((one) => one.places.map((place) => ({ one, place })));
  const made: (readonly Piece[])[] = [];
  let start = 0;
  for (const line of text.split("\n")) {
    const end = start + [...line].length;
    if (end > start) made.push(pieces(characters, start, end, marks));
    start = end + 1;
  }
  return made;
}

function pieces(
  characters: readonly string[],
  start: number,
  end: number,
  marks: readonly { one: Candidate; place: Span }[],
): readonly Piece[] {
  const here = marks.filter(({ place }) => place[0] < end && start < place[1]);
  const edges = here.flatMap(({ place }) => [...place]).filter((edge) => start < edge && edge < end);
  const cuts = [...new Set([start, ...edges, end])].sort((one, other) => one - other);
  return cuts.slice(0, -1).map((from, index) => {
    const to = cuts[index + 1] ?? end;
    const around = here
      .filter(({ place }) => place[0] <= from && to <= place[1])
      .sort((one, other) => one.place[1] - one.place[0] - (other.place[1] - other.place[0]));
    return { text: characters.slice(from, to).join(""), start: from, of: around.map(({ one }) => one) };
  });
}

/** A change that makes one decision out of another: a merge patch, in which null takes a member away. */
export function change(
  before: Decision | undefined,
  after: Decision | undefined,
): Record<string, unknown> | null {
  if (after === undefined) return null;
  const made: Record<string, unknown> = {};
  for (const name of ["verdict", "figure", "link", "zh", "en"] as const) {
    if (name in after || (before && name in before)) made[name] = after[name] ?? null;
  }
  const roles = { ...before?.roles, ...after.roles };
  if (Object.keys(roles).length > 0)
    made["roles"] = after.roles
      ? Object.fromEntries(Object.keys(roles).map((role) => [role, after.roles?.[role] ?? null]))
      : null;
  return made;
}

/** A name that an IRI may end with: ASCII letters, digits and single hyphens. */
export const slugged = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
