import type { Fact, FactKind, Programme } from "../api/types";

/** What ids are called. */
export interface Names {
  fact(id: string): string;
  programme(id: string): string;
  /** What was told of a fact, in words; null where nothing was. */
  told(fact: string): string | null;
}

interface Known {
  kinds: Pick<FactKind, "id" | "name">[];
  programmes: Pick<Programme, "id" | "programme">[];
  facts: Fact[];
}

export function namesOf({ kinds, programmes, facts }: Known): Names {
  const nameOfFact = new Map([...facts, ...kinds].map(({ id, name }) => [id, name]));
  const nameOfProgramme = new Map(programmes.map(({ id, programme }) => [id, programme]));
  const told = new Map(facts.map(({ id, value }) => [id, value]));
  return {
    fact: (id) => nameOfFact.get(id) ?? id,
    programme: (id) => nameOfProgramme.get(id) ?? id,
    told: (fact) => told.get(fact) ?? null,
  };
}
