import type { TFunction } from "i18next";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { DocumentSummary, Version } from "../api/types";
import { diffAddress, documentAddress } from "../parts/addresses";
import { TitleLink } from "./Relations";

interface Props {
  document: DocumentSummary;
  documents: DocumentSummary[];
  versions: Version[];
}

/** Why what is read here may not be relied on, and what may be. */
export function Notices({ document, documents, versions }: Props) {
  const { t } = useTranslation();
  const later = document.superseded_by && <TitleLink id={document.superseded_by} documents={documents} />;
  return (
    <>
      <VersionNotice document={document} versions={versions} />
      {document.replaced_by && (
        <Notice>
          {t("standing.official")} <TitleLink id={document.replaced_by} documents={documents} />
        </Notice>
      )}
      {standingOf(document, t) && (
        <Notice>
          {standingOf(document, t)} {later}
        </Notice>
      )}
    </>
  );
}

function VersionNotice({ document: { id, version, recorded_at }, versions }: Omit<Props, "documents">) {
  const { t } = useTranslation();
  if (!versions.length) return null;
  const current = versions.find((held) => held.current)?.version;
  if (current === undefined) return <Notice>{t("standing.withdrawn")}</Notice>;
  if (current === version) return null;
  return (
    <Notice>
      {t("standing.old", { version, day: recorded_at.slice(0, 10) })}{" "}
      <Link to={documentAddress(id)}>{t("standing.toCurrent", { version: current })}</Link>{" "}
      <a href={diffAddress(id, Math.min(version, current), Math.max(version, current))}>{t("standing.whatChanged")}</a>
    </Notice>
  );
}

function Notice({ children }: { children: ReactNode }) {
  return (
    <p className="notice" role="status">
      {children}
    </p>
  );
}

function standingOf({ validity }: DocumentSummary, t: TFunction): string | null {
  return validity === "in_force" || validity === "unknown" ? null : t(`standing.${validity}`);
}
