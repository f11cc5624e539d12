import { useTranslation } from "react-i18next";
import type { DocumentSummary } from "../api/types";
import { WebLink } from "../parts/WebLink";

const SHOWN = 3;

/** The official page, and for a digest what it was gathered from. Many sources stay folded. */
export function Sources({ document: { url, sources } }: { document: DocumentSummary }) {
  const { t } = useTranslation();
  const listed = (
    <ul className="sources">
      {sources.map(({ id, name, url: from, confidence }) => (
        <li key={id}>
          <WebLink url={from}>{t("sources.named", { name, confidence: t(`confidence.${confidence}`) })}</WebLink>
        </li>
      ))}
    </ul>
  );
  return (
    <section aria-labelledby="sources-title">
      <h2 id="sources-title">{t("sources.title")}</h2>
      {url && !sources.some((source) => source.url === url) && (
        <p>
          <WebLink url={url}>{t("sources.official")}</WebLink>
        </p>
      )}
      {sources.length > SHOWN ? (
        <details>
          <summary>{t("sources.all", { count: sources.length })}</summary>
          {listed}
        </details>
      ) : (
        listed
      )}
    </section>
  );
}
