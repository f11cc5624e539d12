/** What the audit log calls what was done, and to what. Others, of a newer server, are shown as they are. */
export const ACTIONS = [
  "user_added",
  "user_changed",
  "user_invited",
  "signed_in",
  "signed_out",
  "sign_in_locked",
  "password_changed",
  "ticket_opened",
  "ticket_changed",
  "ticket_merged",
  "asker_forgotten",
  "note_added",
  "draft_added",
  "draft_changed",
  "draft_submitted",
  "draft_returned",
  "draft_approved",
  "draft_sending",
  "draft_sent",
  "draft_failed",
  "draft_uncertain",
  "approved_added",
  "approved_changed",
  "approved_published",
  "approved_retired",
  "approved_flagged",
] as const;
export const SUBJECTS = ["user", "ticket", "draft", "approved_answer"] as const;

export function isAction(action: string): action is (typeof ACTIONS)[number] {
  return (ACTIONS as readonly string[]).includes(action);
}

export function isSubject(subject: string): subject is (typeof SUBJECTS)[number] {
  return (SUBJECTS as readonly string[]).includes(subject);
}
