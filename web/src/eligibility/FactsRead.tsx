import { Pencil } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Fact, FactKind } from "../api/types";
import { useValues } from "./FactRows";

interface Props {
  read: Fact[];
  kinds: FactKind[];
  onDraft(words: string): void;
}

/** What was read of the enterprise; pressing a fact begins its correction. */
export function FactsRead({ read, kinds, onDraft }: Props) {
  const { t } = useTranslation();
  const valueOf = useValues(read);
  return (
    <section className="facts-read" aria-label={t("told.read")}>
      <p>{t("told.read")}</p>
      <ul>
        {read.map((fact) => {
          const kind = kinds.find(({ id }) => id === fact.id);
          return (
            <li key={fact.id}>
              <button type="button" onClick={() => onDraft(`${fact.name}改为`)}>
                <span className="unseen">{t("told.correct")}</span>
                <span lang="zh-CN">
                  {fact.name} <strong>{kind ? valueOf(kind, fact.value) : fact.value}</strong>
                </span>
                <Pencil aria-hidden="true" />
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
