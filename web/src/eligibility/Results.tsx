import { useTranslation } from "react-i18next";
import { Refused } from "../api/request";
import type { Citation, Eligibility, Verdict } from "../api/types";
import { type Group, grouped } from "./groups";
import type { Names } from "./names";
import { useSummary } from "./useSummary";
import { VerdictCard } from "./VerdictCard";

interface Props {
  found: Eligibility;
  names: Names;
  /** How many programmes there are besides those that are listed. */
  others: number;
  isFresh: boolean;
  onAll(): void;
  onCite(citation: Citation): void;
  onAnswer(fact: string): void;
}

const FOLDED: Group[] = ["not", "expired"];

/** The programmes in groups, those to act on first; what is out of the question is folded away. */
export function Results({ found, names, others, isFresh, onAll, onCite, onAnswer }: Props) {
  const { t } = useTranslation();
  const summaryOf = useSummary();
  const groups = grouped(found.verdicts);
  const cards = (verdicts: Verdict[]) => (
    <ul className="verdicts">
      {verdicts.map((verdict) => (
        <li key={verdict.programme_id}>
          <VerdictCard verdict={verdict} asOf={found.as_of} names={names} onCite={onCite} onAnswer={onAnswer} />
        </li>
      ))}
    </ul>
  );
  return (
    <section id="results" className="results" aria-label={t("results.title")} aria-busy={!isFresh} tabIndex={-1}>
      <p className="results-state" role="status">
        {isFresh ? t("results.asOf", { day: found.as_of, summary: summaryOf(groups) }) : t("results.busy")}
      </p>
      {others > 0 && (
        <p className="results-others">
          {t("results.others", { count: others })}{" "}
          <button type="button" className="quiet" onClick={onAll}>
            {t("results.all")}
          </button>
        </p>
      )}
      {groups.length === 0 && <p className="results-none">{t("results.none")}</p>}
      {groups.map(([group, verdicts]) =>
        FOLDED.includes(group) ? (
          <details key={group} className="group folded">
            <summary>
              <h2>{t("groups.count", { name: t(`groups.${group}`), count: verdicts.length })}</h2>
            </summary>
            {cards(verdicts)}
          </details>
        ) : (
          <section key={group} className="group" aria-labelledby={`group-${group}`}>
            <h2 id={`group-${group}`}>{t("groups.count", { name: t(`groups.${group}`), count: verdicts.length })}</h2>
            {cards(verdicts)}
          </section>
        ),
      )}
    </section>
  );
}

/** Why the list is not what it should be, beside the last one that could be had. */
export function Stale({ error, isPaused, onRetry }: { error: Error | null; isPaused: boolean; onRetry(): void }) {
  const { t } = useTranslation();
  if (isPaused) {
    return (
      <p className="notice" role="status">
        {t("results.offline")}
      </p>
    );
  }
  if (!error) return null;
  return (
    <p className="notice" role="alert">
      {t("results.failed")} {error instanceof Refused ? error.message : t("failure.offline")}{" "}
      <button type="button" onClick={onRetry}>
        {t("app.retry")}
      </button>
    </p>
  );
}
