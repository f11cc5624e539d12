import { Keyboard, Plus, Upload } from "lucide-react";
import { useCallback, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useTitle } from "../../parts/title";
import { useSettled } from "../../parts/useSettled";
import { Waiting } from "../../parts/Waiting";
import { ImportWindow } from "../ImportWindow";
import { useTickets } from "../queries";
import { useMay } from "../session";
import { Filters } from "./Filters";
import { isNarrowed, requestOf, UNHANDLED } from "./filters";
import { NewTicketWindow } from "./NewTicketWindow";
import { StatusTabs } from "./StatusTabs";
import { TicketRow } from "./TicketRow";
import { useKeys } from "./useKeys";
import { useWanted } from "./useWanted";
import "../ticket/ticket.css";
import "./queue.css";

const SETTLED_MS = 250;

/** All tickets: which there are, whose they are, and which are late. */
export function Component() {
  const { t } = useTranslation("desk");
  const [wanted, want] = useWanted();
  const query = useSettled(requestOf(wanted).toString(), SETTLED_MS);
  const asked = useTickets(query);
  const list = useRef<HTMLUListElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const [shown, show] = useState<"new" | "import" | null>(null);
  const works = useMay("work_tickets");
  useTitle(t("frame.tickets"));
  const begin = useCallback(() => show("new"), []);
  useKeys({ list, search, onNew: works ? begin : undefined });

  if (!asked.data) return <Waiting asked={asked} failed={t("queue.failed")} />;
  const [first] = asked.data.pages;
  const tickets = asked.data.pages.flatMap((page) => page.tickets);
  return (
    <main className="desk-main" id="content">
      <div className="desk-head">
        <h1>{t("frame.tickets")}</h1>
        {works && (
          <p className="desk-head-buttons">
            <button type="button" onClick={() => show("import")}>
              <Upload aria-hidden="true" />
              {t("queue.import")}
            </button>
            <button type="button" className="primary" onClick={begin}>
              <Plus aria-hidden="true" />
              {t("queue.new")}
            </button>
          </p>
        )}
      </div>
      <StatusTabs wanted={wanted} counts={first?.counts ?? {}} />
      <Filters ref={search} wanted={wanted} tags={first?.tags ?? []} onWant={want} />
      <p className="listing-count" role="status">
        {t("queue.count", { count: first?.total ?? 0 })}
        {isNarrowed(wanted) && (
          <button type="button" className="quiet" onClick={() => want({ ...UNHANDLED, status: wanted.status })}>
            {t("queue.clear")}
          </button>
        )}
        <span className="queue-keys">
          <Keyboard aria-hidden="true" />
          {t("queue.keys")}
        </span>
      </p>
      {tickets.length > 0 ? (
        <ul className="queue" ref={list} aria-label={t("frame.tickets")} aria-busy={asked.isPlaceholderData}>
          {tickets.map((ticket) => (
            <li key={ticket.number}>
              <TicketRow ticket={ticket} showsStatus={wanted.status === ""} />
            </li>
          ))}
        </ul>
      ) : (
        <div className="desk-none">
          <h2>{t(isNarrowed(wanted) ? "queue.noneSuch" : "queue.none")}</h2>
          <p>{t(isNarrowed(wanted) ? "queue.noneSuchBody" : "queue.noneBody")}</p>
        </div>
      )}
      {asked.hasNextPage && (
        <p className="desk-more">
          <button type="button" disabled={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>
            {t("said.more")}
          </button>
        </p>
      )}
      {shown === "new" && <NewTicketWindow onClose={() => show(null)} />}
      {shown === "import" && (
        <ImportWindow
          title={t("queue.import")}
          lead={t("import.tickets")}
          accept=".csv,.xlsx,.eml"
          path="/tickets/import"
          fills="tickets"
          onClose={() => show(null)}
        />
      )}
    </main>
  );
}
