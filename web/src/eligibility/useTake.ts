import type { Fact, FactKind } from "../api/types";
import { useProfile } from "./profile";
import { factsOf } from "./values";

/** A link to the page of all programmes that takes along what a conversation has read. */
export function useTake(read: Fact[], kinds: FactKind[]) {
  const take = useProfile((held) => held.take);
  const facts = factsOf(read, kinds);
  const taken = Object.keys(facts);
  return { to: "/eligibility", state: taken.length ? { taken } : null, onClick: () => take(facts) };
}
