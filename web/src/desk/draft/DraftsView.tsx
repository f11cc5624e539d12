import { useMutation, useQueryClient } from "@tanstack/react-query";
import { PenLine } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Citation } from "../../api/types";
import { lastOf } from "../../parts/last";
import { change, reasonOf } from "../api";
import { useMay } from "../session";
import { type Draft, type Form, FORMS, type TicketDetail } from "../types";
import { DraftEditor } from "./DraftEditor";
import { DraftText } from "./DraftText";
import "./draft.css";

interface Props {
  detail: TicketDetail;
  onCite(citation: Citation): void;
}

/** The replies to a ticket: the newest to work on, earlier ones to read, and a further one at one press. */
export function DraftsView({ detail: { ticket, drafts }, onCite }: Props) {
  const { t } = useTranslation("desk");
  const works = useMay("work_tickets") && ticket.status !== "merged";
  const newest = lastOf(drafts);
  const earlier = drafts.slice(0, -1);
  return (
    <>
      {newest && <DraftEditor key={newest.id} draft={newest} ticket={ticket} onCite={onCite} />}
      {works && !newest && <Forms number={ticket.number} title={t("draft.start")} />}
      {earlier.map((draft) => (
        <details key={draft.id} className="desk-card desk-fold" id={`draft-${draft.id}`}>
          <summary>
            {t("draft.earlier", { form: t(`forms.${draft.form}`), state: t(`draftState.${draft.state}`) })}
          </summary>
          <DraftText draft={draft} onCite={onCite} />
        </details>
      ))}
      {works && newest && (
        <details className="desk-card desk-fold">
          <summary>{t("draft.another")}</summary>
          <Forms number={ticket.number} />
        </details>
      )}
    </>
  );
}

/** One press on a form drafts a reply in it. */
function Forms({ number, title }: { number: number; title?: string }) {
  const { t } = useTranslation("desk");
  const queries = useQueryClient();
  const drafting = useMutation({
    mutationFn: (form: Form) => change<Draft>("POST", `/tickets/${number}/drafts`, { form }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["desk", "ticket", number] }),
  });
  return (
    <section className={title ? "desk-card" : undefined} aria-label={t("draft.start")}>
      {title && <h2>{title}</h2>}
      <p className="facts">{t("draft.startLead")}</p>
      <div className="forms">
        {FORMS.map((form) => (
          <button key={form} type="button" disabled={drafting.isPending} onClick={() => drafting.mutate(form)}>
            <PenLine aria-hidden="true" />
            <span>
              <strong>{t(`forms.${form}`)}</strong>
              <small>{t(`formsFor.${form}`)}</small>
            </span>
          </button>
        ))}
      </div>
      <p role="status" className="facts">
        {drafting.isPending && t("draft.drafting")}
      </p>
      {drafting.isError && (
        <p className="failure" role="alert">
          {reasonOf(drafting.error, t("said.unreachable"))}
        </p>
      )}
    </section>
  );
}
