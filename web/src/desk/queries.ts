import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { retryUnlessRefused } from "../parts/Waiting";
import { change, read } from "./api";
import type { Approved, ApprovedList, ApprovedState, AuditEvent, Candidate, Colleague, Draft, Insights, Ticket, TicketDetail, TicketPage, Tried } from "./types";

const TICKETS_AT_ONCE = 50;
const EVENTS_AT_ONCE = 50;

export function useTickets(query: string) {
  return useInfiniteQuery({
    queryKey: ["desk", "tickets", query],
    queryFn: ({ pageParam, signal }) => {
      const asked = new URLSearchParams(query);
      asked.set("limit", String(TICKETS_AT_ONCE));
      if (pageParam) asked.set("after", pageParam);
      return read<TicketPage>(`/tickets?${asked}`, signal);
    },
    initialPageParam: "",
    getNextPageParam: (last) => last.after ?? undefined,
    retry: retryUnlessRefused,
    placeholderData: (before) => before,
  });
}

export function useTicket(number: number) {
  return useQuery({
    queryKey: ["desk", "ticket", number],
    queryFn: ({ signal }) => read<TicketDetail>(`/tickets/${number}`, signal),
    retry: retryUnlessRefused,
  });
}

/** Everyone with an account, to choose an owner among. */
export function useStaff() {
  return useQuery({
    queryKey: ["desk", "staff"],
    queryFn: async ({ signal }) => (await read<{ users: Colleague[] }>("/staff", signal)).users,
    retry: retryUnlessRefused,
  });
}

export function useInReview() {
  return useQuery({
    queryKey: ["desk", "drafts", "in_review"],
    queryFn: async ({ signal }) => (await read<{ drafts: Draft[] }>("/drafts?state=in_review", signal)).drafts,
    retry: retryUnlessRefused,
  });
}

export function useApprovedList(state: ApprovedState | "", words: string) {
  const asked = new URLSearchParams();
  if (state) asked.set("state", state);
  if (words) asked.set("q", words);
  const query = asked.toString();
  return useQuery({
    queryKey: ["desk", "approved", "list", query],
    queryFn: ({ signal }) => read<ApprovedList>(`/approved?${query}`, signal),
    retry: retryUnlessRefused,
    placeholderData: (before) => before,
  });
}

/** What staff answered in a messenger, from which approved answers can be made. */
export function useCandidates() {
  return useQuery({
    queryKey: ["desk", "approved", "candidates"],
    queryFn: async ({ signal }) => (await read<{ candidates: Candidate[] }>("/approved/candidates", signal)).candidates,
    retry: retryUnlessRefused,
  });
}

export function useApproved(id: string) {
  return useQuery({
    queryKey: ["desk", "approved", id],
    queryFn: ({ signal }) => read<Approved>(`/approved/${id}`, signal),
    retry: retryUnlessRefused,
  });
}

/** Which approved answer a question gets today. */
export function useTried(question: string) {
  return useQuery({
    queryKey: ["desk", "approved", "try", question],
    queryFn: ({ signal }) => change<Tried>("POST", "/approved/try", { question }, signal),
    retry: retryUnlessRefused,
  });
}

/** What the days from `first` to `last` came to. */
export function useInsights(first: string, last: string, enabled: boolean) {
  return useQuery({
    queryKey: ["desk", "insights", first, last],
    queryFn: ({ signal }) => read<Insights>(`/insights?first=${first}&last=${last}`, signal),
    retry: retryUnlessRefused,
    placeholderData: (before) => before,
    enabled,
  });
}

/** What was done, newest first: all of it, or what was done to one thing. */
export function useAudit(subject = "", subjectId = "", enabled = true) {
  return useInfiniteQuery({
    queryKey: ["desk", "audit", subject, subjectId],
    queryFn: ({ pageParam, signal }) => {
      const asked = new URLSearchParams({ limit: String(EVENTS_AT_ONCE) });
      if (subject) asked.set("subject", subject);
      if (subjectId) asked.set("subject_id", subjectId);
      if (pageParam) asked.set("before", String(pageParam));
      return read<{ events: AuditEvent[]; has_more: boolean }>(`/audit?${asked}`, signal);
    },
    initialPageParam: 0,
    getNextPageParam: ({ events, has_more }) => (has_more ? events[events.length - 1]?.sequence : undefined),
    retry: retryUnlessRefused,
    enabled,
  });
}

/** Changes a ticket as it was shown, so that nothing that a colleague changed meanwhile is lost. */
export function useChangeTicket(ticket: Ticket) {
  const queries = useQueryClient();
  const key = ["desk", "ticket", ticket.number];
  return useMutation({
    mutationFn: (wanted: Partial<Pick<Ticket, "status" | "due_at" | "tags">> & { owner_id?: string | null }) =>
      change<Ticket>("PATCH", `/tickets/${ticket.number}`, { revision: ticket.revision, ...wanted }),
    onSuccess: (changed) => queries.setQueryData<TicketDetail>(key, (held) => held && { ...held, ticket: changed }),
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: key });
      void queries.invalidateQueries({ queryKey: ["desk", "tickets"] });
      void queries.invalidateQueries({ queryKey: ["desk", "audit", "ticket"] });
    },
  });
}
