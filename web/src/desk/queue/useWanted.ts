import { useEffect, useRef, useState } from "react";
import { useSearchParams } from "react-router";
import { addressOf, type Wanted, wantedOf } from "./filters";

/** What is wanted, at once; the address follows, later than an input method could bear. */
export function useWanted(): [Wanted, (change: Partial<Wanted>) => void] {
  const [query, setQuery] = useSearchParams();
  const [wanted, setWanted] = useState(() => wantedOf(query));
  const written = useRef(query.toString());

  useEffect(() => {
    if (query.toString() === written.current) return;
    written.current = query.toString();
    setWanted(wantedOf(query));
  }, [query]);

  function want(change: Partial<Wanted>) {
    const next = { ...wanted, ...change };
    const address = addressOf(next);
    written.current = address.toString();
    setWanted(next);
    setQuery(address, { replace: true, preventScrollReset: true });
  }

  return [wanted, want];
}
