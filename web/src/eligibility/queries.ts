import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo, useRef } from "react";
import { assess, type Facts, readFactKinds, readProgrammes } from "../api/eligibility";
import type { FactKind } from "../api/types";
import { useSettled } from "../parts/useSettled";
import { retryUnlessRefused } from "../parts/Waiting";

const SETTLED_MS = 350;

export function useFactKinds() {
  return useQuery({
    queryKey: ["fact kinds"],
    queryFn: ({ signal }) => readFactKinds(signal),
    retry: retryUnlessRefused,
  });
}

export function useProgrammes() {
  return useQuery({
    queryKey: ["programmes"],
    queryFn: ({ signal }) => readProgrammes(signal),
    retry: retryUnlessRefused,
  });
}

/** The verdicts for what is known, asked for anew once that has settled; until then the last ones stay. */
export function useAssessment(facts: Facts, kinds: FactKind[] | undefined, programmes: string[] | null | undefined) {
  // A fact that the catalogue has no more would have the whole request refused.
  const known = useMemo(
    () => Object.fromEntries(Object.entries(facts).filter(([id, told]) => told && kinds?.some((kind) => kind.id === id))),
    [facts, kinds],
  );
  const wanted = JSON.stringify([known, programmes ?? null]);
  const hasAsked = useRef(false);
  const settled = useSettled(wanted, hasAsked.current ? SETTLED_MS : 0);
  const asked = useQuery({
    queryKey: ["eligibility", settled],
    queryFn: ({ signal }) => {
      hasAsked.current = true;
      const [facts, programmes] = JSON.parse(settled) as [Facts, string[] | null];
      return assess(facts, programmes, signal);
    },
    enabled: kinds !== undefined && programmes !== undefined && settled === wanted,
    placeholderData: keepPreviousData,
    retry: retryUnlessRefused,
  });
  return { asked, isFresh: settled === wanted && !asked.isPlaceholderData && !asked.isFetching };
}
