import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useTimes } from "../times";
import type { Ticket } from "../types";
import { Due } from "./Due";

/** A ticket in the list. */
export function TicketRow({ ticket, showsStatus }: { ticket: Ticket; showsStatus: boolean }) {
  const { t } = useTranslation("desk");
  const { ago, exactly } = useTimes();
  const { number, question, owner, due_at, tags, status, source, changed_at } = ticket;
  return (
    <article className="ticket-row">
      <p className="ticket-row-question">
        <span className="ticket-number">#{number}</span>
        <Link to={`/desk/tickets/${number}`} data-row>
          {question}
        </Link>
      </p>
      <p className="ticket-row-facts">
        {showsStatus && <span className={`badge status-${status}`}>{t(`status.${status}`)}</span>}
        {due_at && (status === "open" || status === "in_review") && <Due at={due_at} />}
        <span className="badge">{t(`source.${source}`)}</span>
        {tags.map((tag) => (
          <span key={tag} className="badge tag">
            {tag}
          </span>
        ))}
        <span className="ticket-row-owner">{owner?.display_name ?? t("queue.unowned")}</span>
        <time dateTime={changed_at} title={exactly(changed_at)}>
          {ago(changed_at)}
        </time>
      </p>
    </article>
  );
}
