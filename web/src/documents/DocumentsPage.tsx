import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import type { DocumentSummary } from "../api/types";
import type { Variants } from "../parts/fold";
import { useTitle } from "../parts/title";
import { Waiting } from "../parts/Waiting";
import { useDocuments } from "../parts/queries";
import { useVariants } from "../parts/useVariants";
import { DocumentCard } from "./DocumentCard";
import { Filters } from "./Filters";
import { matching, queryOf, type Wanted, wantedOf } from "./filters";
import "./documents.css";

const ALL: Wanted = { kind: "", region: "", validity: "", topic: "", words: "" };

/** All documents, and what finds one among them. */
export function Component() {
  const { t } = useTranslation();
  const asked = useDocuments();
  const variants = useVariants(); // With the documents, not after them: the address may already hold words.
  useTitle(t("list.title"));
  if (!asked.data) return <Waiting asked={asked} failed={t("list.failed")} />;
  return <Documents documents={asked.data} variants={variants} />;
}

function Documents({ documents, variants }: { documents: DocumentSummary[]; variants: Variants | undefined }) {
  const { t } = useTranslation();
  const [wanted, want] = useWanted();
  const shown = matching(documents, wanted, variants);
  const all = documents.length;
  return (
    <main className="listing" id="content">
      <h1>{t("list.title")}</h1>
      <p className="lead">{t("list.lead")}</p>
      <Filters documents={documents} wanted={wanted} variants={variants} onWant={(change) => want({ ...wanted, ...change })} />
      <p className="listing-count" role="status">
        {shown.length === all ? t("list.shown", { count: all }) : t("list.some", { shown: shown.length, count: all })}
        {queryOf(wanted).toString() && (
          <button type="button" className="quiet" onClick={() => want(ALL)}>
            {t("list.clear")}
          </button>
        )}
      </p>
      {shown.length > 0 ? (
        <ul className="listing-cards">
          {shown.map((document) => (
            <li key={document.id}>
              <DocumentCard document={document} />
            </li>
          ))}
        </ul>
      ) : (
        <div className="listing-none">
          <h2>{all ? t("list.none") : t("list.empty")}</h2>
          {all > 0 && <p>{t("list.noneBody")}</p>}
        </div>
      )}
    </main>
  );
}

/** What is wanted, at once; the address follows, later than an input method could bear. */
function useWanted(): [Wanted, (wanted: Wanted) => void] {
  const [query, setQuery] = useSearchParams();
  const [wanted, setWanted] = useState(() => wantedOf(query));
  const written = useRef(query.toString());

  useEffect(() => {
    if (query.toString() === written.current) return;
    written.current = query.toString();
    setWanted(wantedOf(query)); // Another address was opened, or the last one again.
  }, [query]);

  function want(next: Wanted) {
    const address = queryOf(next);
    written.current = address.toString();
    setWanted(next);
    setQuery(address, { replace: true, preventScrollReset: true });
  }

  return [wanted, want];
}
