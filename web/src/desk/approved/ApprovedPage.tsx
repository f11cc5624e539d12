import { Download, Plus, Upload } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { useTitle } from "../../parts/title";
import { useSettled } from "../../parts/useSettled";
import { Waiting } from "../../parts/Waiting";
import { ImportWindow } from "../ImportWindow";
import { useApprovedList } from "../queries";
import { useMay } from "../session";
import { APPROVED_STATES, type Approved, type ApprovedState } from "../types";
import { Candidates } from "./Candidates";
import { TryQuestion } from "./TryQuestion";
import "./approved.css";
import "../queue/queue.css";

const SETTLED_MS = 250;

/** The answers that a person vouches for, and whether they still hold. */
export function Component() {
  const { t } = useTranslation("desk");
  const [query, setQuery] = useSearchParams();
  const state = APPROVED_STATES.find((each) => each === query.get("state")) ?? "";
  const [words, setWords] = useState(query.get("q") ?? "");
  const asked = useApprovedList(state, useSettled(words.trim(), SETTLED_MS));
  const [importing, show] = useState(false);
  const works = useMay("work_tickets");
  useTitle(t("frame.approved"));

  if (!asked.data) return <Waiting asked={asked} failed={t("approved.failed")} />;
  return (
    <main className="desk-main" id="content">
      <div className="desk-head">
        <h1>{t("frame.approved")}</h1>
        <p className="desk-head-buttons">
          <a className="button" href="/api/v1/desk/approved.csv" download>
            <Download aria-hidden="true" />
            CSV
          </a>
          <a className="button" href="/api/v1/desk/approved.yaml" download>
            <Download aria-hidden="true" />
            YAML
          </a>
          {works && (
            <>
              <button type="button" onClick={() => show(true)}>
                <Upload aria-hidden="true" />
                {t("approved.import")}
              </button>
              <Link className="button primary" to="/desk/approved/new">
                <Plus aria-hidden="true" />
                {t("approved.new")}
              </Link>
            </>
          )}
        </p>
      </div>
      <p className="lead">{t("approved.lead")}</p>
      <nav className="desk-tabs" aria-label={t("queue.byStatus")}>
        {["" as const, ...APPROVED_STATES].map((each: ApprovedState | "") => (
          <Link key={each} to={{ search: each && `state=${each}` }} replace preventScrollReset aria-current={state === each ? "page" : undefined}>
            {each ? t(`approvedState.${each}`) : t("queue.all")}
            {each && <span className="desk-count">{asked.data.counts[each] ?? 0}</span>}
          </Link>
        ))}
      </nav>
      <div className="queue-finder" role="search" aria-label={t("approved.search")}>
        <label htmlFor="approved-words" className="unseen">
          {t("approved.search")}
        </label>
        <input
          id="approved-words"
          type="search"
          autoComplete="off"
          value={words}
          placeholder={t("approved.placeholder")}
          onChange={(event) => {
            setWords(event.target.value);
            const kept = { ...(state && { state }), ...(event.target.value && { q: event.target.value }) };
            setQuery(kept, { replace: true, preventScrollReset: true });
          }}
        />
      </div>
      {asked.data.approved.length > 0 ? (
        <ul className="queue" aria-label={t("frame.approved")}>
          {asked.data.approved.map((answer) => (
            <li key={answer.id}>
              <Row answer={answer} />
            </li>
          ))}
        </ul>
      ) : (
        <div className="desk-none">
          <h2>{t("approved.none")}</h2>
          <p>{t("approved.noneBody")}</p>
        </div>
      )}
      <TryQuestion />
      {works && <Candidates />}
      {importing && (
        <ImportWindow
          title={t("approved.import")}
          lead={t("import.approved")}
          accept=".csv,.yaml,.yml"
          path="/approved/import"
          fills="approved"
          onClose={() => show(false)}
        />
      )}
    </main>
  );
}

function Row({ answer }: { answer: Approved }) {
  const { t } = useTranslation("desk");
  return (
    <article className="ticket-row">
      <p className="ticket-row-question">
        <Link to={`/desk/approved/${encodeURIComponent(answer.id)}`}>{answer.question}</Link>
      </p>
      <p className="ticket-row-facts">
        <span className={`badge approved-${answer.state}`}>{t(`approvedState.${answer.state}`)}</span>
        {answer.flags.length > 0 && <span className="flag-reason">{answer.flags.join("；")}</span>}
        <span>{t("approved.variantCount", { count: answer.variants.length })}</span>
        <span className="ticket-row-owner">{answer.owner?.display_name}</span>
        <span>{t("approved.reviewOn", { day: answer.review_on })}</span>
      </p>
    </article>
  );
}
