import { useMutation } from "@tanstack/react-query";
import { BookPlus, Check, Copy, PenLine, Send, Undo2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { copied } from "../../parts/copying";
import { say } from "../../parts/toasts";
import { change, reasonOf } from "../api";
import { useTicket } from "../queries";
import { useMay } from "../session";
import type { Approved, Draft, Ticket } from "../types";
import { paragraphsOf, textOf } from "./blocks";
import { ReturnWindow } from "./ReturnWindow";
import { SendWindow } from "./SendWindow";
import type { Work } from "./useEditing";

interface Props {
  draft: Draft;
  ticket: Ticket;
  work: Work<Draft>;
  onDone(draft: Draft): void;
  /** Takes it back to be changed, where that is possible. */
  onReopen?(): void;
}

export interface Step {
  to: "submit" | "approve" | "return" | "send";
  comment?: string;
  /** Sends also what may have arrived before. */
  again?: boolean;
  /** Tickets to whose askers staff sent it, or saw that it arrived; of them only that is noted. */
  by_hand?: number[];
}

/** What can be done with a reply as far as it is: copied always, and brought one step on. */
export function DraftActions({ draft, ticket, work, onDone, onReopen }: Props) {
  const { t } = useTranslation("desk");
  const works = useMay("work_tickets");
  const reviews = useMay("review_drafts");
  const navigate = useNavigate();
  const [asked, ask] = useState<"return" | "send" | null>(null);
  const stepping = useMutation({
    mutationFn: async ({ to, ...more }: Step) => {
      const kept = await work.flush();
      if (!kept) throw new Error(t("draft.keepFirst"));
      return change<Draft>("POST", `/drafts/${kept.id}/${to}`, { revision: kept.revision, ...more });
    },
    onSuccess: (changed, { to }) => {
      ask(null);
      onDone(changed);
      say(t(`stepped.${to}`));
    },
  });
  const keeping = useMutation({
    mutationFn: () => change<Approved>("POST", "/approved", { question: ticket.question, draft_id: draft.id }),
    onSuccess: (answer) => void navigate(`/desk/approved/${encodeURIComponent(answer.id)}`),
    onError: (error) => say(reasonOf(error, t("said.unreachable"))),
  });
  const step = (wanted: Step) => !stepping.isPending && stepping.mutate(wanted);
  const { state } = draft;
  // What is said on the phone is a script for staff, never a message.
  const byHand = ticket.reply_by === "copy" || draft.form === "phone";
  const first: Step = { to: "send", by_hand: byHand ? [ticket.number] : [] };
  const others = useTicket(ticket.number).data?.drafts.filter(({ id }) => id !== draft.id) ?? [];
  const isSecond = others.some((each) => each.state === "sending" || each.deliveries.some(({ sent_at }) => sent_at !== null));
  const without = draft.deliveries.filter((each) => each.state !== "sent").map((each) => each.ticket);
  const isWriting = state === "writing" || state === "returned";
  const again = state === "failed" || state === "uncertain";

  async function copy() {
    const text = textOf(paragraphsOf(work.held.blocks));
    say((await copied(text)) ? t("draft.copied") : t("draft.copyByHand"));
  }

  return (
    <div className="draft-actions" role="group" aria-label={t("draft.actions")}>
      {stepping.isError && (
        <p className="failure" role="alert">
          {reasonOf(stepping.error, stepping.error instanceof TypeError ? t("said.unreachable") : stepping.error.message)}
        </p>
      )}
      <button type="button" onClick={() => void copy()}>
        <Copy aria-hidden="true" />
        {t("draft.copy")}
      </button>
      {works && isWriting && !draft.four_eyes && (
        <button type="button" disabled={stepping.isPending || work.held.theirs !== null} onClick={() => (isSecond ? ask("send") : step(first))}>
          <Send aria-hidden="true" />
          {t(byHand ? "draft.markSent" : "draft.sendNow")}
        </button>
      )}
      {works && isWriting && (
        <button type="button" className="primary" disabled={stepping.isPending || work.held.theirs !== null} onClick={() => step({ to: "submit" })}>
          {t("draft.submit")}
        </button>
      )}
      {onReopen && (
        <button type="button" onClick={onReopen}>
          <PenLine aria-hidden="true" />
          {t("draft.reopen")}
        </button>
      )}
      {reviews && state === "in_review" && (
        <>
          <button type="button" disabled={stepping.isPending} onClick={() => ask("return")}>
            <Undo2 aria-hidden="true" />
            {t("draft.return")}
          </button>
          <button type="button" className="primary" disabled={stepping.isPending} onClick={() => step({ to: "approve" })}>
            <Check aria-hidden="true" />
            {t("draft.approve")}
          </button>
        </>
      )}
      {works && (state === "approved" || again) && (
        <button type="button" className="primary" disabled={stepping.isPending} onClick={() => (again || isSecond ? ask("send") : step(first))}>
          <Send aria-hidden="true" />
          {t(again ? "draft.sendAgain" : byHand ? "draft.markSent" : "draft.send")}
        </button>
      )}
      {works && state === "sent" && (
        <button type="button" disabled={keeping.isPending} onClick={() => keeping.mutate()}>
          <BookPlus aria-hidden="true" />
          {t("draft.toApproved")}
        </button>
      )}
      {asked === "return" && (
        <ReturnWindow busy={stepping.isPending} onReturn={(comment) => step({ to: "return", comment })} onClose={() => ask(null)} />
      )}
      {asked === "send" && (
        <SendWindow
          told={again ? (state === "uncertain" ? "maybeTwice" : "onceMore") : "second"}
          busy={stepping.isPending}
          onSend={() => step({ ...(again ? {} : first), to: "send", again: true })}
          onNote={again ? () => step({ to: "send", by_hand: without }) : undefined}
          onClose={() => ask(null)}
        />
      )}
    </div>
  );
}
