import { TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useTitle } from "../../parts/title";
import { Waiting } from "../../parts/Waiting";
import { useInReview } from "../queries";
import { useTimes } from "../times";
import "../queue/queue.css";

/** Replies that wait for a second person. */
export function Component() {
  const { t } = useTranslation("desk");
  const { ago, exactly } = useTimes();
  useTitle(t("frame.review"));
  const asked = useInReview();
  if (!asked.data) return <Waiting asked={asked} failed={t("review.failed")} />;
  return (
    <main className="desk-main" id="content">
      <h1>{t("frame.review")}</h1>
      <p className="lead">{t("review.lead")}</p>
      {asked.data.length > 0 ? (
        <ul className="queue">
          {asked.data.map((draft) => (
            <li key={draft.id}>
              <article className="ticket-row">
                <p className="ticket-row-question">
                  <span className="ticket-number">#{draft.ticket}</span>
                  <Link to={`/desk/tickets/${draft.ticket}#draft-${draft.id}`}>{draft.paragraphs[0]?.text}</Link>
                </p>
                <p className="ticket-row-facts">
                  <span className="badge">{t(`forms.${draft.form}`)}</span>
                  {draft.findings.length > 0 && (
                    <span className="badge due late">
                      <TriangleAlert aria-hidden="true" />
                      {t("review.findings", { count: draft.findings.length })}
                    </span>
                  )}
                  <span className="ticket-row-owner">{draft.author?.display_name}</span>
                  <time dateTime={draft.changed_at} title={exactly(draft.changed_at)}>
                    {ago(draft.changed_at)}
                  </time>
                </p>
              </article>
            </li>
          ))}
        </ul>
      ) : (
        <div className="desk-none">
          <h2>{t("review.none")}</h2>
          <p>{t("review.noneBody")}</p>
        </div>
      )}
    </main>
  );
}
