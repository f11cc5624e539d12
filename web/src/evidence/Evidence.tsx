import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Citation } from "../api/types";
import { KindBadge, ValidityBadge, WindowBadge } from "../parts/Badges";
import { documentAddress, quoteAddress } from "../parts/addresses";
import { byDocument, type Held } from "./byDocument";
import "./evidence.css";

interface Props {
  citations: Citation[];
  onCite(citation: Citation): void;
}

const SHOWN = 2;

/** What the answer rests on: each document once with its standing, its places below. A long list stays folded. */
export function Evidence({ citations, onCite }: Props) {
  const { t } = useTranslation();
  const [unfolded, setUnfolded] = useState(false);
  const documents = byDocument(citations);
  const shown = unfolded ? documents : documents.slice(0, SHOWN);
  return (
    <section className="evidence" aria-label={t("evidence.title")}>
      <h3>{t("evidence.title")}</h3>
      <ul className="cards">
        {shown.map((held) => (
          <li key={`${held[0].document_id}@${held[0].version}`}>
            <Card citations={held} onCite={onCite} />
          </li>
        ))}
      </ul>
      {documents.length > shown.length && (
        <button type="button" className="quiet" aria-expanded={false} onClick={() => setUnfolded(true)}>
          {t("evidence.all", { count: citations.length })}
        </button>
      )}
    </section>
  );
}

function Card({ citations, onCite }: { citations: Held; onCite(citation: Citation): void }) {
  const { t } = useTranslation();
  const [first] = citations;
  return (
    <article className="card">
      <h4>
        <Link to={quoteAddress(first)}>《{first.title}》</Link>
      </h4>
      <p className="badges">
        <KindBadge kind={first.kind} />
        <ValidityBadge validity={first.validity} endsOn={first.ends_on} />
        {first.window && <WindowBadge window={first.window} />}
      </p>
      <p className="facts">
        {first.doc_number ?? t("evidence.noNumber")} · {first.issuer} · {first.issued_on ?? t("evidence.noDate")}
      </p>
      {first.superseded_by && (
        <p>
          <Link to={documentAddress(first.superseded_by)}>{t("evidence.later")}</Link>
        </p>
      )}
      <ul className="places">
        {citations.map((citation) => (
          <li key={citation.n}>
            <button type="button" onClick={() => onCite(citation)}>
              <span className="number">{citation.n}</span>
              {citation.locator}
            </button>
          </li>
        ))}
      </ul>
    </article>
  );
}
