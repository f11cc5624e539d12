import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { DocumentSummary } from "../api/types";
import { documentAddress } from "../parts/addresses";
import { KindBadge, ValidityBadge, WindowBadge } from "../parts/Badges";
import { lastOf } from "../parts/last";

/** A document in the list: what it is, whether it holds, and whether one can apply just now. */
export function DocumentCard({ document }: { document: DocumentSummary }) {
  const { t } = useTranslation();
  const latest = lastOf(document.windows);
  const facts = [
    document.doc_number ?? t("evidence.noNumber"),
    document.issuer,
    document.issued_on ?? t("evidence.noDate"),
    document.region,
  ];
  return (
    <article className="document-card">
      <h2 lang="zh-CN">
        <Link to={documentAddress(document.id)}>{document.title}</Link>
      </h2>
      <p className="badges">
        <KindBadge kind={document.kind} />
        <ValidityBadge validity={document.validity} endsOn={document.ends_on} />
        {latest && <WindowBadge window={latest} />}
      </p>
      <p className="facts">{facts.filter(Boolean).join(" · ")}</p>
      {document.topics.length > 0 && <p className="facts">{document.topics.join("、")}</p>}
    </article>
  );
}
