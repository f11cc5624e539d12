import { useCallback, useDeferredValue, useMemo, useState } from "react";
import type { Line, Span } from "../api/types";
import type { Variants } from "../parts/fold";
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
export function useFind(letters: string[], lines: Line[], variants?: Variants): Find {
  const [wanted, setWanted] = useState("");
  // A place in the text and not a number of a match: when the variants come, others may be found before it.
  const [lookedAt, lookAt] = useState(0);
  const pieces = useMemo(() => searchableOf(letters, lines, variants), [letters, lines, variants]);
  const sought = useDeferredValue(wanted);
  const found = useMemo(() => matchesOf(pieces, sought, variants), [pieces, sought, variants]);
  const at = Math.max(0, found.findIndex(([start]) => start >= lookedAt));

  const want = useCallback((words: string) => {
    setWanted(words);
    lookAt(0);
  }, []);
  const step = useCallback((by: 1 | -1) => lookAt(found[(at + by + found.length) % found.length]?.[0] ?? 0), [found, at]);

  return { wanted, found, at, want, step };
}
