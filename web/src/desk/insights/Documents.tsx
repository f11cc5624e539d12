import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Insights } from "../types";
import { CountList } from "./CountList";

const MOST = 10;

/** What answers rest on, and what none of them needed. */
export function Documents({ cited, silent }: { cited: Insights["documents"]; silent: Insights["silent"] }) {
  const { t } = useTranslation("desk");
  return (
    <section className="desk-card" aria-labelledby="cited">
      <h2 id="cited">{t("insights.cited")}</h2>
      {cited.length === 0 && <p className="facts">{t("insights.nothing")}</p>}
      <CountList label={t("insights.cited")} rows={cited.slice(0, MOST).map(rowOf)} />
      {cited.length > MOST && (
        <details className="desk-fold">
          <summary>{t("insights.citedToo", { count: cited.length - MOST })}</summary>
          <CountList label={t("insights.citedToo", { count: cited.length - MOST })} rows={cited.slice(MOST).map(rowOf)} />
        </details>
      )}
      {silent.length > 0 && (
        <details className="desk-fold">
          <summary>{t("insights.silent", { count: silent.length })}</summary>
          <ul className="silent">
            {silent.map((each) => (
              <li key={each.document_id}>
                <To document={each} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function rowOf(document: Insights["documents"][number]) {
  return { key: document.document_id, label: <To document={document} />, count: document.count };
}

function To({ document: { document_id, title } }: { document: Insights["documents"][number] }) {
  return <Link to={`/documents/${encodeURIComponent(document_id)}`}>{title}</Link>;
}
