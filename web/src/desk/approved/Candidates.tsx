import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useCandidates } from "../queries";
import { useTimes } from "../times";

/** What staff answered in a messenger without the desk, to begin an approved answer with. */
export function Candidates() {
  const { t } = useTranslation("desk");
  const { exactly } = useTimes();
  const { data } = useCandidates();
  if (!data?.length) return null;
  return (
    <details className="desk-card desk-fold">
      <summary>{t("approved.candidates", { count: data.length })}</summary>
      <ul className="candidates">
        {data.map(({ id, question, text, sent_at }) => (
          <li key={id}>
            <p>
              <strong>{question || t("approved.noQuestion")}</strong>
            </p>
            <p className="turn-text">{text}</p>
            <p className="similar-do">
              <time className="facts" dateTime={sent_at}>
                {exactly(sent_at)}
              </time>
              <Link className="button" to="/desk/approved/new" state={{ question, text }}>
                {t("approved.make")}
              </Link>
            </p>
          </li>
        ))}
      </ul>
    </details>
  );
}
