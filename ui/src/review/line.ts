/** A candidate in one line, as it is decided. */
import { amountOf, type Candidate, type Decision, type Labels } from "./model";
import { label, named } from "./words";

/** `ends` names the things at an end of a statement. */
export function line(
  one: Candidate,
  decision: Decision | undefined,
  labelled: Labels | undefined,
  ends: (role: string) => string,
): string {
  const amount = one.kind === "figure" ? amountOf(one, decision) : null;
  if (amount)
    return `${one.verbatim} · ${named(amount.hedge)} ${amount.value.toLocaleString("en")} ${amount.unit}`;
  if (one.kind !== "statement") return label(labelled ?? one.label, one.verbatim);
  const relation = named((one.relation ?? "").replace(/^.*#/, ""));
  return `${ends("statementSubject") || "?"} — ${relation} — ${ends("statementObject") || "?"}`;
}
