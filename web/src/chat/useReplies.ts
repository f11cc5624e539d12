import { useQuery } from "@tanstack/react-query";
import { readReplies } from "../api/answers";
import type { StaffReply } from "../api/types";
import { useAbout } from "../parts/queries";
import type { Exchange } from "./exchange";

const AGAIN_MS = 30_000;
const NONE: StaffReply[] = [];

/** What staff replied in a conversation: asked when it is opened, and again while somebody waits for it. */
export function useReplies(ids: string[], exchanges: Exchange[]): StaffReply[] {
  const { data: about } = useAbout();
  const { data } = useQuery({
    queryKey: ["replies", ...ids],
    queryFn: async ({ signal }) => (await Promise.all(ids.map((id) => readReplies(id, signal)))).flat(),
    enabled: about?.desk === true && ids.length > 0,
    staleTime: 0,
    retry: false,
    refetchInterval: ({ state }) => (isAwaited(exchanges, state.data ?? NONE) ? AGAIN_MS : false),
  });
  return data ?? NONE;
}

export function isAwaited(exchanges: Exchange[], replies: StaffReply[]): boolean {
  return exchanges.some(({ ticket }) => ticket !== undefined && !replies.some(({ tickets }) => tickets.includes(ticket)));
}

/** The replies that stand behind an exchange: those to its ticket; behind the last one also all that belong to none. */
export function repliesBehind(exchange: Exchange, exchanges: Exchange[], replies: StaffReply[]): StaffReply[] {
  const isLast = exchange === exchanges[exchanges.length - 1];
  return replies.filter(({ tickets }) => {
    const asked = exchanges.filter((each) => each.ticket !== undefined && tickets.includes(each.ticket));
    return asked.length ? asked[asked.length - 1] === exchange : isLast;
  });
}
