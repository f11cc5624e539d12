import type { FactKind, FactProblem } from "../api/types";

interface Asked {
  /** What would decide most, as the server orders it. */
  missing: FactKind[];
  /** All that can be asked. */
  kinds: FactKind[];
  problems: FactProblem[];
  /** What a person asked to be asked. */
  wanted: string | null;
  /** Put off for now. */
  skipped: string[];
  unknown: string[];
  /** Asked for elsewhere on the page. */
  elsewhere: string[];
}

/** The one question to ask now: what could not be read, then what is wanted, then what decides most. */
export function nextQuestion({ missing, kinds, problems, wanted, skipped, unknown, elsewhere }: Asked): FactKind | null {
  const here = kinds.filter(({ id }) => !elsewhere.includes(id));
  const unread = here.find(({ id }) => problems.some(({ fact }) => fact === id));
  if (unread) return unread;
  const chosen = here.find(({ id }) => id === wanted);
  if (chosen) return chosen;
  const left = missing.find(({ id }) => ![...skipped, ...unknown, ...elsewhere].includes(id));
  // The catalogue knows the unit, too.
  return left ? (kinds.find(({ id }) => id === left.id) ?? left) : null;
}
