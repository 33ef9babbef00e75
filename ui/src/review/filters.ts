/** Which candidates a filter lets through. */
import { isFact, type Candidate, type Decision } from "./model";

export const FILTERS = ["all", "undecided", "figures", "facts", "names", "left", "faulty"] as const;
export type Filter = (typeof FILTERS)[number];

type Passes = (one: Candidate, decision: Decision | undefined, faulty: ReadonlySet<string>) => boolean;

export const passes: Readonly<Record<Filter, Passes>> = {
  all: () => true,
  undecided: (one, decision) => isFact(one) && !decision?.verdict,
  figures: (one) => one.kind === "figure",
  facts: (one) => isFact(one) && one.kind !== "figure",
  names: (one) => !isFact(one),
  left: (one) => one.left !== null,
  faulty: (one, _decision, faulty) => faulty.has(one.id),
};
