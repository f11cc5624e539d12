import { type FormEvent, type ReactNode, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { type DayParts, dayOf, dayParts } from "./values";
import { Problem } from "./FactField";

interface Props {
  told: string;
  problem: string | null;
  labelledBy: string;
  onTell(told: string): void;
  children?: ReactNode;
}

const PARTS = ["year", "month", "day"] as const;

/** A day as people know it: the year, the month, and the day if they have it. Native pickers lack the first two on many phones. */
export function DayField({ told, problem, labelledBy, onTell, children }: Props) {
  const { t } = useTranslation();
  const [parts, setParts] = useState<DayParts>(() => dayParts(told));
  const problemId = useId();
  const id = useId();

  function submit(event: FormEvent) {
    event.preventDefault();
    if (parts.year.trim()) onTell(dayOf(parts));
  }

  return (
    <form onSubmit={submit} noValidate>
      <Problem id={problemId} text={problem} />
      <div className="day-parts" role="group" aria-labelledby={labelledBy} aria-describedby={problem ? problemId : undefined}>
        {PARTS.map((part) => (
          <span key={part} className={`day-part ${part}`}>
            <label htmlFor={id + part}>{t(`question.${part}`)}</label>
            <input
              id={id + part}
              value={parts[part]}
              inputMode="numeric"
              maxLength={part === "year" ? 4 : 2}
              autoComplete="off"
              aria-invalid={problem !== null}
              onChange={(event) => setParts({ ...parts, [part]: event.target.value })}
            />
          </span>
        ))}
      </div>
      <p className="field-buttons">
        <button type="submit" className="primary">
          {t("question.confirm")}
        </button>
        {children}
      </p>
    </form>
  );
}
