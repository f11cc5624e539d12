import { useCallback } from "react";
import { useLocation, useNavigate } from "react-router";
import type { Citation } from "../api/types";

export interface Cited {
  cited: Citation | null;
  cite(citation: Citation): void;
  close(): void;
}

/** The opened citation; kept by the browser's history, so that a phone's way back closes the clause and not the page. */
export function useCited(): Cited {
  const navigate = useNavigate();
  const cited = (useLocation().state as { cited?: Citation } | null)?.cited ?? null;
  const isOpen = cited !== null;
  const cite = useCallback(
    (citation: Citation) => void navigate(".", { state: { cited: citation }, replace: isOpen, preventScrollReset: true }),
    [isOpen, navigate],
  );
  const close = useCallback(() => void navigate(-1), [navigate]);
  return { cited, cite, close };
}
