import { useQuery } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { isReady } from "../api/server";

export type ServerState = "ready" | "offline" | "preparing" | "away";

const AGAIN_MS = 2000;

function subscribe(changed: () => void): () => void {
  window.addEventListener("online", changed);
  window.addEventListener("offline", changed);
  return () => {
    window.removeEventListener("online", changed);
    window.removeEventListener("offline", changed);
  };
}

/** What stands in the way of asking; looked at until nothing does, and again when the network is back. */
export function useServerState(): ServerState {
  const online = useSyncExternalStore(subscribe, () => navigator.onLine);
  const { data: ready, isError } = useQuery({
    queryKey: ["ready"],
    queryFn: ({ signal }) => isReady(signal),
    enabled: online,
    retry: false,
    refetchInterval: ({ state }) => (state.data && state.status === "success" ? false : AGAIN_MS),
  });
  if (!online) return "offline";
  if (isError) return "away";
  return ready === false ? "preparing" : "ready";
}
