import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "react-router";
import type { DocumentWithText, Span } from "../api/types";
import { numberOf } from "../parts/addresses";
import { lastOf } from "../parts/last";

/** The number of the clause that the address names. */
export function useAimed(): string | null {
  const { hash } = useLocation();
  try {
    return decodeURIComponent(hash.slice(1)) || null;
  } catch {
    return null; // Cut off in the middle of an escape.
  }
}

/** Goes to the clause or the span that the address names, once all above it is drawn; gives back where that is, in words. */
export function usePlace(held: DocumentWithText, cited: Span | null, aimed: string | null, isDrawn: boolean): string {
  const { t } = useTranslation();
  const [place, setPlace] = useState("");
  const [start, end] = cited ?? [];
  const wentTo = useRef("");

  useEffect(() => {
    const here = [aimed, start, end].join();
    if (!isDrawn || wentTo.current === here) return;
    wentTo.current = here;
    const clause = aimed
      ? held.clauses.find(({ id }) => numberOf(id) === aimed)
      : cited && lastOf(held.clauses.filter(({ start, end }) => start <= cited[0] && cited[0] < end));
    const target = aimed ? document.getElementById(aimed) : document.querySelector<HTMLElement>("[data-cited]");
    if (!target) return;
    target.scrollIntoView({ block: aimed ? "start" : "center" });
    target.focus({ preventScroll: true });
    if (clause) setPlace(t("anchor.at", { locator: clause.locator }));
    // Neither a language chosen later nor a new object for the same span is a reason to go there again.
  }, [held, aimed, start, end, isDrawn]);

  return place;
}
