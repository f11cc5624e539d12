/** Names for the shapes of the desk's API; offsets of findings count code points, not UTF-16 units. */
import type { components } from "../../generated/api";

type Schemas = components["schemas"];

export type Session = Schemas["SessionOut"];
export type Account = Session["user"];
export type Permission = Account["permissions"][number];
export type Role = Account["role"];
export type Colleague = Schemas["StaffOut"];
export type AuditEvent = Schemas["EventOut"];
export type Ticket = Schemas["TicketOut"];
export type TicketPage = Schemas["TicketsOut"];
export type Status = Ticket["status"];
export type Source = Ticket["source"];
export type Note = Schemas["TicketNoteOut"];
export type Similar = Schemas["AlikeOut"];
export type Draft = Schemas["DraftOut"];
export type DraftState = Draft["state"];
export type Form = Draft["form"];
export type Finding = Schemas["ObjectionOut"];
export type Approved = Schemas["ApprovedOut"];
export type ApprovedState = Approved["state"];
export type ApprovedList = Schemas["ApprovedListOut"];
export type Candidate = Schemas["CandidateOut"];
export type Insights = Schemas["InsightsOut"];
export type Tried = Schemas["TriedOut"];

/** A ticket with its replies. */
export type TicketDetail = Schemas["TicketDetail"] & { drafts: Draft[] };

export interface Paragraph {
  text: string;
  citations: number[];
}

export const ROLES = ["viewer", "agent", "reviewer", "editor", "admin"] as const satisfies readonly Role[];
export const STATUSES = ["open", "in_review", "replied", "closed", "merged"] as const satisfies readonly Status[];
export const SOURCES = ["hand_over", "unanswered", "rated_down", "staff", "imported", "program"] as const satisfies readonly Source[];
export const FORMS = ["messenger", "website", "hotline", "phone", "email"] as const satisfies readonly Form[];
export const APPROVED_STATES = ["draft", "published", "flagged", "retired"] as const satisfies readonly ApprovedState[];
/** In characters, what can be asked in one go. */
export const LONGEST_TRIED = 500;
export const REASONS = ["figure", "source", "expired", "aim", "unclear"] as const;

/** Whether it is one of the reasons that an asker may choose for finding an answer wrong. */
export function isReason(reason: string): reason is (typeof REASONS)[number] {
  return (REASONS as readonly string[]).includes(reason);
}
