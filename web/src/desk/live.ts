import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { readSession } from "./api";

interface Changed {
  tickets: number[];
  drafts: string[];
}

const AGAIN_MS = 5000;

/** Hears of every change at the desk, whoever made it, and reads again what is shown of it. */
export function useLive(): void {
  const queries = useQueryClient();
  useEffect(() => {
    let source: EventSource | undefined;
    let again: number | undefined;
    let missed = false;

    function listen() {
      source = new EventSource("/api/v1/desk/events");
      source.addEventListener("changed", (event) => refresh(queries, JSON.parse((event as MessageEvent<string>).data) as Changed));
      source.onopen = () => {
        if (missed) void queries.invalidateQueries({ queryKey: ["desk"] });
        missed = false;
      };
      source.onerror = () => {
        missed = true;
        if (source?.readyState !== EventSource.CLOSED) return;
        // A browser gives up for good where the reply was no stream, as when the session has run out.
        again = window.setTimeout(() => readSession().then(listen, listen), AGAIN_MS);
      };
    }

    listen();
    return () => {
      source?.close();
      window.clearTimeout(again);
    };
  }, [queries]);
}

function refresh(queries: QueryClient, { tickets, drafts }: Changed) {
  void queries.invalidateQueries({ queryKey: ["desk", "tickets"] });
  if (drafts.length) void queries.invalidateQueries({ queryKey: ["desk", "drafts"] });
  for (const number of tickets) void queries.invalidateQueries({ queryKey: ["desk", "ticket", number] });
}
