import { type FormEvent, type ReactNode, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { FactKind } from "../api/types";
import { DayField } from "./DayField";
import { NO, toldOf, typedOf, unitOf, YES } from "./values";

interface Props {
  kind: FactKind;
  /** What was told before. */
  told: string;
  /** What the server could not read in it. */
  problem: string | null;
  /** Ids of what names and explains the field. */
  labelledBy: string;
  onTell(told: string): void;
  /** Further ways on, beside the button. */
  children?: ReactNode;
}

/** The field that suits a fact: buttons where there is a choice, else something to type and to confirm. */
export function FactField(props: Props) {
  const { kind, told, problem, labelledBy, onTell, children } = props;
  const { t } = useTranslation();
  const choices =
    kind.type === "yes_no"
      ? [
          { id: YES, name: t("question.yes") },
          { id: NO, name: t("question.no") },
        ]
      : kind.options;
  const problemId = useId();
  if (choices.length) {
    return (
      <>
        <Problem id={problemId} text={problem} />
        <Choices choices={choices} chosen={told} labelledBy={labelledBy} onChoose={onTell} />
        {children && <p className="field-buttons">{children}</p>}
      </>
    );
  }
  if (kind.type === "day") return <DayField {...props} />;
  return <TypedField {...props} problemId={problemId} />;
}

function TypedField({ kind, told, problem, problemId, labelledBy, onTell, children }: Props & { problemId: string }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(() => typedOf(kind, told));
  const unit = unitOf(kind);

  function submit(event: FormEvent) {
    event.preventDefault();
    if (typed.trim()) onTell(toldOf(kind, typed));
  }

  return (
    <form onSubmit={submit} noValidate>
      <Problem id={problemId} text={problem} />
      <span className={unit ? "with-unit" : "with-unit wide"}>
        <input
          value={typed}
          maxLength={100}
          inputMode={kind.type === "count" || kind.type === "years" ? "numeric" : undefined}
          enterKeyHint="done"
          autoComplete="off"
          aria-labelledby={labelledBy}
          aria-describedby={problem ? problemId : undefined}
          aria-invalid={problem !== null}
          onChange={(event) => setTyped(event.target.value)}
        />
        {unit && <span aria-hidden="true">{unit}</span>}
      </span>
      <p className="field-buttons">
        <button type="submit" className="primary">
          {t("question.confirm")}
        </button>
        {children}
      </p>
    </form>
  );
}

interface ChoicesProps {
  choices: { id: string; name: string }[];
  chosen: string;
  labelledBy: string;
  onChoose(id: string): void;
}

export function Choices({ choices, chosen, labelledBy, onChoose }: ChoicesProps) {
  return (
    <div className="choices" role="group" aria-labelledby={labelledBy}>
      {choices.map(({ id, name }) => (
        <button key={id} type="button" aria-pressed={id === chosen} onClick={() => onChoose(id)}>
          {name}
        </button>
      ))}
    </div>
  );
}

export function Problem({ id, text }: { id: string; text: string | null }) {
  return (
    text && (
      <p id={id} className="field-problem" role="alert">
        {text}
      </p>
    )
  );
}
