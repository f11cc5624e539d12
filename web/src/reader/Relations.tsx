import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { DocumentSummary } from "../api/types";
import { documentAddress } from "../parts/addresses";

interface Props {
  document: DocumentSummary;
  documents: DocumentSummary[];
}

const SORTS = ["supersedes", "supersededBy", "replacedBy", "interprets", "interpretedBy"] as const;

/** The documents that go with this one. */
export function Relations({ document, documents }: Props) {
  const { t } = useTranslation();
  const others: Record<(typeof SORTS)[number], (string | null)[]> = {
    supersedes: document.supersedes,
    supersededBy: [document.superseded_by],
    replacedBy: [document.replaced_by],
    interprets: [document.interprets],
    interpretedBy: documents.filter(({ interprets }) => interprets === document.id).map(({ id }) => id),
  };
  const shown = SORTS.flatMap((sort) => others[sort].flatMap((id) => (id ? [{ sort, id }] : [])));
  if (!shown.length) return null;
  return (
    <section aria-labelledby="relations-title">
      <h2 id="relations-title">{t("relations.title")}</h2>
      <ul className="relations">
        {shown.map(({ sort, id }) => (
          <li key={sort + id}>
            {t(`relations.${sort}`)} <TitleLink id={id} documents={documents} />
          </li>
        ))}
      </ul>
    </section>
  );
}

export function TitleLink({ id, documents }: { id: string; documents: DocumentSummary[] }) {
  const title = documents.find((each) => each.id === id)?.title ?? id;
  return <Link to={documentAddress(id)}>《{title}》</Link>;
}
