import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Merge } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { say } from "../../parts/toasts";
import { change, reasonOf } from "../api";
import { useMay } from "../session";
import type { Similar as Alike, Ticket } from "../types";

interface Props {
  ticket: Ticket;
  similar: Alike[];
  merged: Ticket[];
}

/** Open tickets of much the same question; this one is merged into another by one press, and a reply goes to both. */
export function Similar({ ticket, similar, merged }: Props) {
  const { t } = useTranslation("desk");
  const works = useMay("work_tickets") && ticket.status !== "merged";
  const queries = useQueryClient();
  const navigate = useNavigate();
  const merging = useMutation({
    mutationFn: (into: number) => change("POST", `/tickets/${ticket.number}/merge`, { revision: ticket.revision, into }),
    onSuccess: (_, into) => {
      say(t("ticket.mergedSaid", { into }));
      void navigate(`/desk/tickets/${into}`);
    },
    onError: (error) => say(reasonOf(error, t("said.unreachable"))),
    onSettled: () => queries.invalidateQueries({ queryKey: ["desk"] }),
  });
  if (!similar.length && !merged.length) return null;
  return (
    <section className="desk-card" aria-label={t("ticket.similar")}>
      {similar.length > 0 && <h2>{t("ticket.similar")}</h2>}
      <ul className="similar">
        {similar.map(({ number, question, likeness }) => (
          <li key={number}>
            <Link to={`/desk/tickets/${number}`}>
              <span className="ticket-number">#{number}</span> {question}
            </Link>
            <p className="similar-do">
              <span className="facts">{t("ticket.likeness", { percent: Math.round(likeness * 100) })}</span>
              {works && (
                <button type="button" disabled={merging.isPending} onClick={() => merging.mutate(number)}>
                  <Merge aria-hidden="true" />
                  {t("ticket.merge", { into: number })}
                </button>
              )}
            </p>
          </li>
        ))}
      </ul>
      {merged.length > 0 && (
        <>
          <h2>{t("ticket.mergedHere", { count: merged.length })}</h2>
          <ul className="similar">
            {merged.map(({ number, question }) => (
              <li key={number}>
                <Link to={`/desk/tickets/${number}`}>
                  <span className="ticket-number">#{number}</span> {question}
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
