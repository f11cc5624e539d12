import { useQuery } from "@tanstack/react-query";
import { useLayoutEffect, useRef } from "react";
import { useLocation, useNavigate, useSearchParams } from "react-router";
import { readBeside } from "../api/documents";
import type { Beside, DocumentSummary, Version } from "../api/types";
import { retryUnlessRefused } from "../parts/Waiting";

/** What can be set beside a current version; kept in the address so that it can be passed on, fetched when it is wanted. */
export function useBeside(held: DocumentSummary, documents: DocumentSummary[], versions: Version[]) {
  const [query] = useSearchParams();
  const { hash } = useLocation();
  const navigate = useNavigate();
  const isCurrent = versions.some(({ version, current }) => current && version === held.version);
  const offered = isCurrent ? besideOf(held, documents) : null;
  const isOn = offered !== null && query.has("beside");
  const { data: beside, isError: failed, isLoading } = useQuery({
    queryKey: ["beside", held.id, held.version],
    queryFn: ({ signal }) => readBeside(held.id, signal),
    enabled: isOn,
    retry: retryUnlessRefused,
  });

  const hold = useSteadyBlocks(isOn, beside);

  function toggle() {
    const next = new URLSearchParams(query);
    if (isOn) next.delete("beside");
    else next.set("beside", "1");
    hold();
    void navigate({ search: next.toString(), hash }, { replace: true, preventScrollReset: true });
  }

  return { offered, isOn, beside, failed, isLoading, toggle };
}

function besideOf({ id, interprets }: DocumentSummary, documents: DocumentSummary[]): "interpretation" | "original" | null {
  if (interprets) return "original";
  return documents.some((other) => other.interprets === id) ? "interpretation" : null;
}

const READING_LINE_PX = 130;

/** Keeps what is being read where it is while the text around it takes another shape; to be called just before. */
function useSteadyBlocks(isOn: boolean, beside: Beside | undefined): () => void {
  const held = useRef<{ block: Element; top: number } | null>(null);

  useLayoutEffect(() => {
    if (!held.current) return;
    const { block, top } = held.current;
    window.scrollBy(0, block.getBoundingClientRect().top - top);
    if (!isOn || beside) held.current = null;
  }, [isOn, beside]);

  return () => {
    const blocks = [...document.querySelectorAll(".block")];
    const block = blocks.find((each) => each.getBoundingClientRect().bottom > READING_LINE_PX);
    held.current = block ? { block, top: block.getBoundingClientRect().top } : null;
  };
}
