import { useTranslation } from "react-i18next";
import type { ApplicationWindow, Citation } from "../api/types";

type Kind = Citation["kind"];
type Validity = Citation["validity"];

export function KindBadge({ kind }: { kind: Kind }) {
  const { t } = useTranslation();
  return <span className={`badge kind ${kind}`}>{t(`kind.${kind}`)}</span>;
}

export function ValidityBadge({ validity, endsOn = null }: { validity: Validity; endsOn?: string | null }) {
  const { t } = useTranslation();
  const ends = endsOn && validity === "in_force" ? t("evidence.ends", { day: endsOn }) : "";
  return (
    <span className={`badge ${validity}`}>
      {t(`validity.${validity}`)}
      {ends}
    </span>
  );
}

export function WindowBadge({ window }: { window: ApplicationWindow }) {
  const { t } = useTranslation();
  const state = window.state ?? "unknown";
  return (
    <span className={`badge window-${state}`}>
      {t("evidence.window", { name: window.name, state: t(`window.${state}`) })}
    </span>
  );
}
