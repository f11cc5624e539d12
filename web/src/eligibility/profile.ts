import { create } from "zustand";
import { createJSONStorage, persist } from "zustand/middleware";
import type { Facts } from "../api/eligibility";
import { type Goal, GOALS } from "./goals";

interface Kept {
  /** As they are sent to the server. */
  facts: Facts;
  goals: Goal[];
  /** Facts of which the person said that they do not know. */
  unknown: string[];
}

interface Profile extends Kept {
  put(fact: string, told: string): void;
  remove(fact: string): void;
  dontKnow(fact: string): void;
  aim(goals: Goal[]): void;
  /** Takes facts over; what else was known stays. */
  take(facts: Facts): void;
  /** Leaves nothing but these facts. */
  keepOnly(facts: string[]): void;
  clear(): void;
}

const NOTHING: Kept = { facts: {}, goals: [], unknown: [] };
const LONGEST = 200;

/** What is known of the enterprise; kept on this device and sent only to be judged. */
export const useProfile = create<Profile>()(
  persist(
    (set) => ({
      ...NOTHING,
      put: (fact, told) =>
        set(({ facts, unknown }) => ({ facts: { ...facts, [fact]: told.slice(0, LONGEST) }, unknown: without(unknown, fact) })),
      remove: (fact) => set(({ facts, unknown }) => ({ facts: lacking(facts, [fact]), unknown: without(unknown, fact) })),
      dontKnow: (fact) =>
        set(({ facts, unknown }) => ({ facts: lacking(facts, [fact]), unknown: [...without(unknown, fact), fact] })),
      aim: (goals) => set({ goals }),
      take: (taken) =>
        set(({ facts, unknown }) => ({ facts: { ...facts, ...taken }, unknown: unknown.filter((fact) => !(fact in taken)) })),
      keepOnly: (kept) =>
        set(({ facts }) => ({ facts: lacking(facts, Object.keys(facts).filter((fact) => !kept.includes(fact))), unknown: [] })),
      clear: () => set(NOTHING),
    }),
    {
      name: "policy-assistant.enterprise",
      storage: createJSONStorage(() => window.localStorage),
      partialize: ({ facts, goals, unknown }) => ({ facts, goals, unknown }),
      // What an older page kept, or somebody wrote by hand, must not break this one.
      merge: (kept, current) => ({ ...current, ...readable(kept) }),
    },
  ),
);

function readable(kept: unknown): Kept {
  const { facts, goals, unknown } = (kept ?? {}) as Partial<Record<keyof Kept, unknown>>;
  const entries = Object.entries(facts && typeof facts === "object" ? facts : {});
  return {
    facts: Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === "string")),
    goals: GOALS.filter((goal) => Array.isArray(goals) && goals.includes(goal)),
    unknown: Array.isArray(unknown) ? unknown.filter((fact): fact is string => typeof fact === "string") : [],
  };
}

function without(list: string[], gone: string): string[] {
  return list.filter((each) => each !== gone);
}

function lacking(facts: Facts, gone: string[]): Facts {
  return Object.fromEntries(Object.entries(facts).filter(([fact]) => !gone.includes(fact)));
}
