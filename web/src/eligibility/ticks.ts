import { create } from "zustand";
import { createJSONStorage, persist } from "zustand/middleware";

interface Ticks {
  /** By programme, the lines that are ticked off. */
  ticked: Record<string, string[]>;
  tick(programme: string, line: string, isDone: boolean): void;
  clear(): void;
}

/** What is done of each checklist; kept on this device. */
export const useTicks = create<Ticks>()(
  persist(
    (set) => ({
      ticked: {},
      tick: (programme, line, isDone) =>
        set(({ ticked }) => {
          const others = (ticked[programme] ?? []).filter((each) => each !== line);
          return { ticked: { ...ticked, [programme]: isDone ? [...others, line] : others } };
        }),
      clear: () => set({ ticked: {} }),
    }),
    {
      name: "policy-assistant.checklists",
      storage: createJSONStorage(() => window.localStorage),
      partialize: ({ ticked }) => ({ ticked }),
      merge: (kept, current) => ({ ...current, ticked: readable(kept) }),
    },
  ),
);

function readable(kept: unknown): Record<string, string[]> {
  const { ticked } = (kept ?? {}) as { ticked?: unknown };
  const entries = Object.entries(ticked && typeof ticked === "object" ? ticked : {});
  return Object.fromEntries(entries.filter((entry): entry is [string, string[]] => Array.isArray(entry[1])));
}
