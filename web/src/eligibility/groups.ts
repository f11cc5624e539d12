import type { Finding, Verdict } from "../api/types";

export const GROUPS = ["open", "undetermined", "upcoming", "closed", "closedOpen", "not", "expired"] as const;
export type Group = (typeof GROUPS)[number];

/** Where a verdict stands in the list. Who does not meet the conditions need not look at the round. */
export function groupOf({ outcome, conditions }: Pick<Verdict, "outcome" | "conditions">): Group {
  if (outcome === "expired") return "expired";
  if (outcome === "not_eligible" || conditions === "not_eligible") return "not";
  if (outcome === "upcoming") return "upcoming";
  if (outcome === "closed") return conditions === "undetermined" ? "closedOpen" : "closed";
  return outcome === "undetermined" ? "undetermined" : "open";
}

/** The groups that hold something, each in the order of the server, which puts first what to act on. */
export function grouped(verdicts: Verdict[]): [Group, Verdict[]][] {
  const held = GROUPS.map((group): [Group, Verdict[]] => [group, verdicts.filter((each) => groupOf(each) === group)]);
  return held.filter(([, verdicts]) => verdicts.length);
}

export type Mark = "eligible" | "likely" | "undetermined" | "not_eligible" | "closed" | "upcoming" | "expired";

/** What is said of a verdict in a word or two: whether one may apply just now, and whether one qualifies. */
export function marksOf(verdict: Pick<Verdict, "outcome" | "conditions">): Mark[] {
  const { outcome, conditions } = verdict;
  if (groupOf(verdict) === "not") return ["not_eligible"];
  return outcome === "closed" || outcome === "upcoming" ? [outcome, conditions] : [outcome];
}

export const STATES = ["failed", "unknown", "unseen", "paper", "met"] as const;
/** How a finding stands: `paper` is to be checked by the enterprise, `unseen` is what no document at hand tells. */
export type State = (typeof STATES)[number];

export function stateOf({ met, sort, confirm }: Pick<Finding, "met" | "sort" | "confirm">): State {
  if (met !== null) return met ? "met" : "failed";
  if (sort === "unseen") return "unseen";
  return confirm ? "paper" : "unknown";
}

/** Whether it is about the day and not about the enterprise; the badges and the window say so already. */
export function isOfTheDay({ sort }: Pick<Finding, "sort">): boolean {
  return sort === "period" || sort === "round";
}

/** Whether it stays open because no document at hand tells, whatever the enterprise says. */
export function isUnseen(finding: Finding): boolean {
  return finding.met === null && (finding.sort === "unseen" || isOfTheDay(finding));
}

/** What stands in the way first, what is settled last. */
export function inOrder(findings: Finding[]): Finding[] {
  return STATES.flatMap((state) => findings.filter((each) => stateOf(each) === state));
}

/** How many findings stand how, without those that nothing is in. */
export function countsOf(findings: Finding[]): [State, number][] {
  const counts = STATES.map((state): [State, number] => [state, findings.filter((each) => stateOf(each) === state).length]);
  return counts.filter(([, count]) => count);
}

export function findingsThat(state: State, findings: Finding[]): Finding[] {
  return findings.filter((each) => stateOf(each) === state);
}
