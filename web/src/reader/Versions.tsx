import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { DocumentSummary, Version } from "../api/types";
import { diffAddress, documentAddress } from "../parts/addresses";

interface Props {
  document: DocumentSummary;
  versions: Version[];
}

/** All versions, newest first, with what each of them changed. */
export function Versions({ document, versions }: Props) {
  const { t } = useTranslation();
  if (!versions.length) return null;
  return (
    <details className="versions">
      <summary>
        {t("versions.title")} · {t("versions.count", { count: versions.length })}
      </summary>
      <ol>
        {[...versions].reverse().map((held) => (
          <li key={held.version}>
            <OneVersion held={held} isShown={held.version === document.version} />
          </li>
        ))}
      </ol>
    </details>
  );
}

function OneVersion({ held: { id, version, recorded_at, current, changed }, isShown }: { held: Version; isShown: boolean }) {
  const { t } = useTranslation();
  return (
    <>
      <p>
        <Link to={documentAddress(id, { version })} aria-current={isShown ? "page" : undefined}>
          {t("versions.name", { version })}
        </Link>{" "}
        {t("versions.recorded", { day: recorded_at.slice(0, 10) })}{" "}
        {current && <span className="badge in_force">{t("versions.current")}</span>}{" "}
        {isShown && <span className="badge">{t("versions.shown")}</span>}
      </p>
      <p className="facts">
        {changed ? (
          <>
            {t("versions.changed", changed)}
            {changed.fields.length > 0 && <> · {t("versions.fields", { count: changed.fields.length })}</>} ·{" "}
            <a href={diffAddress(id, version - 1, version)}>{t("versions.compare")}</a>
          </>
        ) : (
          t("versions.first")
        )}
      </p>
    </>
  );
}
