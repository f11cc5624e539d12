import { ArrowLeft } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link, useLocation, useParams } from "react-router";
import { ClausePanel } from "../../evidence/ClausePanel";
import { useCited } from "../../evidence/useCited";
import { useTitle } from "../../parts/title";
import { Waiting } from "../../parts/Waiting";
import { useApproved } from "../queries";
import { AnswerForm, newForm } from "./AnswerForm";
import "../draft/draft.css";
import "../queue/queue.css";
import "../ticket/ticket.css";
import "./approved.css";

/** One approved answer: its question, the ways it is asked, its words with their proof, and how long it holds. */
export function Component() {
  const { t } = useTranslation("desk");
  const { id = "" } = useParams();
  const given = useLocation().state as { question?: string; text?: string } | null;
  useTitle(t("approved.title"));
  return id === "new" ? <Frame form={newForm(given?.question, given?.text)} /> : <Existing key={id} id={id} />;
}

function Existing({ id }: { id: string }) {
  const { t } = useTranslation("desk");
  const asked = useApproved(id);
  if (!asked.data) return <Waiting asked={asked} failed={t("approved.failed")} />;
  return <Frame form={{ kept: asked.data, begun: asked.data }} />;
}

function Frame({ form }: { form: Parameters<typeof AnswerForm>[0]["form"] }) {
  const { t } = useTranslation("desk");
  const { cited, cite, close } = useCited();
  return (
    <div className="columns">
      <main className="desk-main" id="content">
        <p className="ticket-back">
          <Link to="/desk/approved">
            <ArrowLeft aria-hidden="true" />
            {t("frame.approved")}
          </Link>
        </p>
        <AnswerForm form={form} onCite={cite} />
      </main>
      {cited && <ClausePanel citation={cited} onClose={close} />}
    </div>
  );
}
