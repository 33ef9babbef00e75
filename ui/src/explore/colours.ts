/** The colour and the sign of each class: told apart by shape too, for those who do not see colours. */
import type { Iri } from "./model";

const ONTOLOGY = "https://w3id.org/qkg/ontology#";

/** Groups of classes; a class of none is "other". The style sheet gives each its colour in both themes. */
const GROUPS: Readonly<Record<string, readonly string[]>> = {
  agency: [
    "Agency",
    "Enterprise",
    "Organization",
    "NewsMediaOrganization",
    "Person",
    "EnterpriseGroup",
    "Organisation",
    "StakeholderGroup",
  ],
  place: ["Jurisdiction", "Place"],
  action: ["Action", "Campaign", "ServiceOperation", "PlannedAction", "Evaluation"],
  programme: ["DemonstrationProgramme", "Pilot", "PilotProgramme", "Platform", "StandardSystem"],
  award: ["Award", "AwardEdition", "Conferral", "GradeResult", "AwardProgramme"],
  figure: ["Measure"],
  claim: ["Appraisal", "Outcome", "Statement"],
  document: ["Document", "NewsArticle", "Policy", "PolicyDocument", "ArticleGraph"],
};

/** The groups from left to right and from top to bottom: who, where, what was done, what came of it, what is said. */
export const GROUP_NAMES = [...Object.keys(GROUPS), "other"];

const GROUP = new Map(
  Object.entries(GROUPS).flatMap(([group, names]) => names.map((name) => [name, group] as const)),
);

export type Sign =
  "circle" | "square" | "diamond" | "hexagon" | "bar" | "drop" | "page" | "triangle" | "ring";

const SIGNS: Readonly<Record<string, Sign>> = {
  agency: "circle",
  place: "square",
  action: "hexagon",
  programme: "triangle",
  award: "diamond",
  figure: "bar",
  claim: "drop",
  document: "page",
  other: "ring",
};

/** The classes that make up a group's order in lists. */
export function orderOf(kind: Iri | null): number {
  return GROUP_NAMES.indexOf(groupOf(kind));
}

/** The group of a class. */
export function groupOf(kind: Iri | null): string {
  if (kind === null) return "other";
  return GROUP.get(kind.replace(ONTOLOGY, "").replace(/^.*[/#]/, "")) ?? "other";
}

/** The outline of a group's sign around 0, 0, as an SVG path. */
export function outline(group: string): string {
  switch (SIGNS[group] ?? "ring") {
    case "square":
      return "M-8-8H8V8H-8Z";
    case "diamond":
      return "M0-11 11 0 0 11-11 0Z";
    case "hexagon":
      return "M-5-9H5L10 0 5 9H-5L-10 0Z";
    case "bar":
      return "M-10-5H10V5H-10Z";
    case "drop":
      return "M-9-8H9V4H0L-5 10V4H-9Z";
    case "triangle":
      return "M0-10 10 8H-10Z";
    case "page":
      return "M-7-10H3L8-5V10H-7Z";
    default:
      return "M-9 0A9 9 0 1 1 9 0A9 9 0 1 1-9 0Z";
  }
}
