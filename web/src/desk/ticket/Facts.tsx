import { useTranslation } from "react-i18next";
import { say } from "../../parts/toasts";
import { reasonOf } from "../api";
import { Due } from "../queue/Due";
import { useChangeTicket, useStaff } from "../queries";
import { useMay, useSession } from "../session";
import { fieldOf, momentOf } from "../times";
import type { Status, Ticket } from "../types";
import { TagsField } from "./TagsField";

/** Whose ticket it is, until when, how far it is, and how the asker is reached. What is chosen is kept at once. */
export function Facts({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation("desk");
  const works = useMay("work_tickets") && ticket.status !== "merged";
  const me = useSession((held) => held.session?.user.id);
  const { data: staff } = useStaff();
  const changing = useChangeTicket(ticket);
  const isOpen = ticket.status === "open" || ticket.status === "in_review";

  const put = (wanted: Parameters<typeof changing.mutate>[0]) =>
    changing.mutate(wanted, { onError: (error) => say(reasonOf(error, t("said.unreachable"))) });

  const owners = staff?.filter((each) => !each.disabled || each.id === ticket.owner?.id) ?? [];
  return (
    <section className="desk-card facts-card" aria-label={t("ticket.facts")}>
      <label>
        {t("ticket.owner")}
        <select disabled={!works} value={ticket.owner?.id ?? ""} onChange={(event) => put({ owner_id: event.target.value || null })}>
          <option value="">{t("queue.unowned")}</option>
          {ticket.owner && !owners.some((each) => each.id === ticket.owner?.id) && (
            <option value={ticket.owner.id}>{ticket.owner.display_name}</option>
          )}
          {owners.map((each) => (
            <option key={each.id} value={each.id}>
              {each.display_name}
            </option>
          ))}
        </select>
      </label>
      {works && me && ticket.owner?.id !== me && (
        <p>
          <button type="button" onClick={() => put({ owner_id: me })}>
            {t("ticket.take")}
          </button>
        </p>
      )}
      <label>
        {t("ticket.due")}
        <DueField key={ticket.due_at} at={ticket.due_at} disabled={!works} onChange={(due_at) => put({ due_at })} />
      </label>
      {ticket.due_at && isOpen && (
        <p>
          <Due at={ticket.due_at} />
        </p>
      )}
      <label>
        {t("ticket.status")}
        <select disabled={!works} value={ticket.status} onChange={(event) => put({ status: event.target.value as Status })}>
          {statusesFor(ticket.status).map((status) => (
            <option key={status} value={status}>
              {t(`status.${status}`)}
            </option>
          ))}
        </select>
      </label>
      {works ? (
        <TagsField tags={ticket.tags} onChange={(tags) => put({ tags })} />
      ) : (
        ticket.tags.length > 0 && (
          <p className="badges">
            {ticket.tags.map((tag) => (
              <span key={tag} className="badge tag">
                {tag}
              </span>
            ))}
          </p>
        )
      )}
      <dl>
        <dt>{t("ticket.replyBy")}</dt>
        <dd>{t(`replyBy.${ticket.reply_by}`)}</dd>
        {ticket.reach && (
          <>
            <dt>{t("ticket.reach")}</dt>
            <dd>{ticket.reach}</dd>
          </>
        )}
      </dl>
    </section>
  );
}

interface DueProps {
  at: string | null;
  disabled: boolean;
  onChange(at: string | null): void;
}

/** Kept when one leaves the field: while one types, every part of the date is a change. */
function DueField({ at, disabled, onChange }: DueProps) {
  return (
    <input
      type="datetime-local"
      disabled={disabled}
      defaultValue={fieldOf(at)}
      onBlur={(event) => event.target.value !== fieldOf(at) && onChange(momentOf(event.target.value))}
    />
  );
}

/** A person opens and closes; the rest comes of what is done with a draft. */
function statusesFor(status: Status): Status[] {
  return [...new Set<Status>([status, "open", "closed"])];
}
