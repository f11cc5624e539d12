import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAudit } from "../queries";
import { EventLine } from "../staff/EventLine";

/** What was done to the ticket; read when it is unfolded. */
export function History({ number }: { number: number }) {
  const { t } = useTranslation("desk");
  const [open, setOpen] = useState(false);
  const asked = useAudit("ticket", String(number), open);
  const events = asked.data?.pages.flatMap((page) => page.events) ?? [];
  return (
    <details className="desk-card desk-fold" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t("ticket.history")}</summary>
      {asked.isPending && open && <p role="status">{t("said.loading")}</p>}
      {asked.isError && (
        <p className="failure" role="alert">
          {t("ticket.historyFailed")}
        </p>
      )}
      <ol className="events">
        {events.map((event) => (
          <EventLine key={event.sequence} event={event} />
        ))}
      </ol>
      {asked.hasNextPage && (
        <button type="button" className="quiet" onClick={() => void asked.fetchNextPage()}>
          {t("said.more")}
        </button>
      )}
    </details>
  );
}
