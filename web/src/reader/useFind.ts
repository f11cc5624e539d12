import { useCallback, useDeferredValue, useMemo, useState } from "react";
import type { Line, Span } from "../api/types";
import { matchesOf, searchableOf } from "./search";

export interface Find {
  wanted: string;
  found: Span[];
  /** Which of them is looked at. */
  at: number;
  want(words: string): void;
  step(by: 1 | -1): void;
}

/** Searching in the document that is open; it starts at the first match and goes round. */
export function useFind(letters: string[], lines: Line[]): Find {
  const [wanted, setWanted] = useState("");
  const [at, setAt] = useState(0);
  const pieces = useMemo(() => searchableOf(letters, lines), [letters, lines]);
  const sought = useDeferredValue(wanted);
  const found = useMemo(() => matchesOf(pieces, sought), [pieces, sought]);
  const count = found.length;

  const want = useCallback((words: string) => {
    setWanted(words);
    setAt(0);
  }, []);
  const step = useCallback((by: 1 | -1) => setAt((before) => (count ? (before + by + count) % count : 0)), [count]);

  return { wanted, found, at, want, step };
}
