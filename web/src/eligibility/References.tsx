import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { byDocument } from "../evidence/byDocument";
import { quoteAddress } from "../parts/addresses";
import { ValidityBadge } from "../parts/Badges";
import { Cites, type Citing } from "./Cites";

/** All places that the checklist rests on, by document and number; on paper, too. */
export function References({ citations, onCite }: Citing) {
  const { t } = useTranslation();
  return (
    <section aria-labelledby="references">
      <h2 id="references">{t("checklist.references")}</h2>
      <ul className="references">
        {byDocument(citations).map((held) => {
          const [first] = held;
          return (
            <li key={`${first.document_id}@${first.version}`}>
              <p lang="zh-CN">
                <Link to={quoteAddress(first)}>《{first.title}》</Link>
              </p>
              <p className="facts">
                {first.doc_number ?? t("evidence.noNumber")} · {first.issuer} <ValidityBadge validity={first.validity} endsOn={first.ends_on} />
              </p>
              <ul>
                {held.map((citation) => (
                  <li key={citation.n}>
                    <Cites numbers={[citation.n]} citations={citations} onCite={onCite} /> {citation.locator}
                  </li>
                ))}
              </ul>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
