import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { DocumentSummary, Version } from "../api/types";
import { KindBadge, ValidityBadge, WindowBadge } from "../parts/Badges";
import { useWindowDays } from "../parts/useWindowDays";
import { Notices } from "./Notices";
import { Relations } from "./Relations";
import { Sources } from "./Sources";
import { Versions } from "./Versions";
import { lastOf } from "../parts/last";

interface Props {
  document: DocumentSummary;
  /** All documents; empty until they are known. */
  documents: DocumentSummary[];
  versions: Version[];
}

/** What a document is, whether it still holds, and where it comes from. */
export function DocumentHead({ document, documents, versions }: Props) {
  const { t } = useTranslation();
  const latest = lastOf(document.windows);
  return (
    <header className="document-head">
      <p className="back">
        <Link to="/documents">{t("reader.back")}</Link>
      </p>
      <h1 lang="zh-CN">{document.title}</h1>
      <p className="badges">
        <KindBadge kind={document.kind} />
        <ValidityBadge validity={document.validity} endsOn={document.ends_on} />
        {latest && <WindowBadge window={latest} />}
      </p>
      <Notices document={document} documents={documents} versions={versions} />
      <Facts document={document} />
      {document.note && <p className="document-note">{document.note}</p>}
      <Windows windows={document.windows} />
      <Relations document={document} documents={documents} />
      <Sources document={document} />
      <Versions document={document} versions={versions} />
    </header>
  );
}

function Facts({ document }: { document: DocumentSummary }) {
  const { t } = useTranslation();
  const region = [document.region, ...document.regions].filter(Boolean).join(" · ");
  const facts: [string, string | null][] = [
    [t("document.number"), document.doc_number ?? t("document.notStated")],
    [t("document.issuer"), document.issuer],
    [t("document.issued"), document.issued_on ?? t("document.notStated")],
    [t("document.effective"), document.effective_on],
    [t("document.expires"), document.expires_on],
    [t("document.repealed"), document.repealed_on],
    [t("document.region"), region],
    [t("document.reviewed"), document.reviewed_on],
    [t("document.topics"), document.topics.join("、")],
  ];
  return (
    <dl className="document-facts">
      {facts.map(
        ([name, value]) =>
          value && (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}

function Windows({ windows }: Pick<DocumentSummary, "windows">) {
  const { t } = useTranslation();
  const daysOf = useWindowDays();
  if (!windows.length) return null;
  return (
    <section aria-labelledby="windows-title">
      <h2 id="windows-title">{t("windows.title")}</h2>
      <ul className="document-windows">
        {[...windows].reverse().map((window) => (
          <li key={window.name}>
            <WindowBadge window={window} /> {daysOf(window)}
            {window.note && <span className="window-note">{window.note}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
