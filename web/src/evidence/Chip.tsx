import { useTranslation } from "react-i18next";
import type { Citation } from "../api/types";
import "./evidence.css";

interface Props {
  n: number;
  citation: Citation | undefined;
  onCite(citation: Citation): void;
}

/** The number of a citation; pressing it opens what is cited. */
export function Chip({ n, citation, onCite }: Props) {
  const { t } = useTranslation();
  if (!citation) return <span className="chip">{n}</span>;
  return (
    <button
      type="button"
      className="chip"
      aria-label={t("evidence.chip", { n, title: citation.short_title, locator: citation.locator })}
      title={`《${citation.short_title}》${citation.locator}`}
      onClick={() => onCite(citation)}
    >
      {n}
    </button>
  );
}
