import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { FactKind } from "../api/types";
import { NO, YES } from "./values";

interface Props {
  kind: FactKind;
  onAsk(question: string): void;
  onDraft(words: string): void;
}

/** Said in the conversation; the documents' language is what the assistant reads best. */
const SKIP = "跳过";
const DONT_KNOW = "不知道";

/** The question that decides most, to be answered with a press where that is possible. */
export function AskedNext({ kind, onAsk, onDraft }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const choices =
    kind.type === "yes_no"
      ? [
          { said: YES, name: t("question.yes") },
          { said: NO, name: t("question.no") },
        ]
      : kind.options.map(({ name }) => ({ said: name, name }));
  return (
    <section className="question-card asked-next" aria-labelledby={id}>
      <p className="question-lead">{t("question.lead")}</p>
      <h3 id={id} lang="zh-CN">
        {kind.ask}
      </h3>
      {kind.help && (
        <p className="field-help" lang="zh-CN">
          {kind.help}
        </p>
      )}
      {choices.length > 0 && (
        <div className="choices" role="group" aria-labelledby={id}>
          {choices.map(({ said, name }) => (
            <button key={said} type="button" onClick={() => onAsk(said)}>
              {name}
            </button>
          ))}
        </div>
      )}
      <p className="field-buttons">
        {choices.length === 0 && (
          <button type="button" className="primary" onClick={() => onDraft(`${kind.name}：`)}>
            {t("told.write")}
          </button>
        )}
        <button type="button" onClick={() => onAsk(DONT_KNOW)}>
          {t("question.dontKnow")}
        </button>
        <button type="button" className="quiet" onClick={() => onAsk(SKIP)}>
          {t("question.skip")}
        </button>
      </p>
    </section>
  );
}
