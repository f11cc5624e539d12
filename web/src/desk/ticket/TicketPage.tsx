import { ArrowLeft } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { NotFound } from "../../app/Lost";
import { ClausePanel } from "../../evidence/ClausePanel";
import { useCited } from "../../evidence/useCited";
import { say } from "../../parts/toasts";
import { useTitle } from "../../parts/title";
import { Waiting } from "../../parts/Waiting";
import { reasonOf } from "../api";
import { DraftsView } from "../draft/DraftsView";
import { useChangeTicket, useTicket } from "../queries";
import { useMay } from "../session";
import { useTimes } from "../times";
import type { Ticket, TicketDetail } from "../types";
import { AnswerView } from "./AnswerView";
import { ApprovedHit } from "./ApprovedHit";
import { ConversationView } from "./ConversationView";
import { Facts } from "./Facts";
import { History } from "./History";
import { Notes } from "./Notes";
import { Similar } from "./Similar";
import "../queue/queue.css";
import "./ticket.css";

/** A ticket with all that one needs to answer it. */
export function Component() {
  const { t } = useTranslation("desk");
  const number = Number(useParams().number);
  useTitle(t("ticket.title", { number }));
  const asked = useTicket(number);
  if (!Number.isInteger(number)) return <NotFound />;
  if (!asked.data) return <Waiting asked={asked} failed={t("ticket.failed")} missing={<Missing number={number} />} />;
  return <TicketView key={number} detail={asked.data} />;
}

function TicketView({ detail }: { detail: TicketDetail }) {
  const { t } = useTranslation("desk");
  const { cited, cite, close } = useCited();
  const { ago, exactly } = useTimes();
  const { ticket, merged, answer, conversation } = detail;
  return (
    <div className="columns">
      <main className="desk-main ticket" id="content">
        <p className="ticket-back">
          <Link to="/desk/tickets">
            <ArrowLeft aria-hidden="true" />
            {t("frame.tickets")}
          </Link>
        </p>
        <header className="ticket-head">
          <p className="ticket-row-facts">
            <span className="ticket-number">#{ticket.number}</span>
            <span className={`badge status-${ticket.status}`}>{t(`status.${ticket.status}`)}</span>
            <span className="badge">{t(`source.${ticket.source}`)}</span>
            <time dateTime={ticket.created_at} title={exactly(ticket.created_at)}>
              {ago(ticket.created_at)}
            </time>
          </p>
          <h1>{ticket.question}</h1>
          {ticket.merged_into !== null && (
            <p className="notice">
              {t("ticket.mergedInto")} <Link to={`/desk/tickets/${ticket.merged_into}`}>#{ticket.merged_into}</Link>
              <Unmerge ticket={ticket} />
            </p>
          )}
        </header>
        <div className="ticket-columns">
          <div className="ticket-work">
            {answer && <AnswerView answer={answer} ratings={detail.ratings} onCite={cite} />}
            {conversation.length > 0 && <ConversationView turns={conversation} />}
            <DraftsView detail={detail} onCite={cite} />
          </div>
          <aside className="ticket-side" aria-label={t("ticket.about")}>
            <Facts ticket={ticket} />
            {ticket.status !== "merged" && <ApprovedHit question={ticket.question} />}
            <Similar ticket={ticket} similar={detail.similar} merged={merged} />
            <Notes number={ticket.number} notes={detail.notes} />
            <History number={ticket.number} />
          </aside>
        </div>
      </main>
      {cited && <ClausePanel citation={cited} onClose={close} />}
    </div>
  );
}

/** Takes a ticket out of the one that it was merged into. */
function Unmerge({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation("desk");
  const works = useMay("work_tickets");
  const changing = useChangeTicket(ticket);
  if (!works) return null;
  return (
    <button
      type="button"
      disabled={changing.isPending}
      onClick={() => changing.mutate({ status: "open" }, { onError: (error) => say(reasonOf(error, t("said.unreachable"))) })}
    >
      {t("ticket.unmerge")}
    </button>
  );
}

function Missing({ number }: { number: number }) {
  const { t } = useTranslation("desk");
  return (
    <main className="plain" id="content">
      <h1>{t("ticket.missing", { number })}</h1>
      <p>
        <Link to="/desk/tickets">{t("frame.tickets")}</Link>
      </p>
    </main>
  );
}
