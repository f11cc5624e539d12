import { useEffect, useId, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { FactKind } from "../api/types";
import { FactField } from "./FactField";

interface Props {
  kind: FactKind;
  told: string;
  problem: string | null;
  isBusy: boolean;
  /** Whether it comes after something that the person did in its place, so that the keyboard stays here. */
  takesFocus: boolean;
  onTell(told: string): void;
  onSkip(): void;
  onDontKnow(): void;
}

/** One question, the one whose answer decides most. */
export function Question({ kind, told, problem, isBusy, takesFocus, onTell, onSkip, onDontKnow }: Props) {
  const { t } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);
  const id = useId();

  useEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, [kind.id, takesFocus]);

  return (
    <section className="question-card" aria-busy={isBusy} aria-labelledby={id}>
      <p className="question-lead">{t("question.lead")}</p>
      <h3 id={id} ref={heading} tabIndex={-1} lang="zh-CN">
        {kind.ask}
      </h3>
      {kind.help && (
        <p className="field-help" lang="zh-CN">
          {kind.help}
        </p>
      )}
      {kind.type === "money" && <p className="field-help">{t("question.money")}</p>}
      <FactField key={kind.id} kind={kind} told={told} problem={problem} labelledBy={id} onTell={onTell}>
        <button type="button" onClick={onDontKnow}>
          {t("question.dontKnow")}
        </button>
        <button type="button" className="quiet" onClick={onSkip}>
          {t("question.skip")}
        </button>
      </FactField>
    </section>
  );
}
