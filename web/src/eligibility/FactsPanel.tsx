import { ArrowDown } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Eligibility, FactKind } from "../api/types";
import { Data } from "./Data";
import { FactRows } from "./FactRows";
import { grouped } from "./groups";
import { useProfile } from "./profile";
import { Question } from "./Question";
import { nextQuestion } from "./questions";
import { useSteady } from "../parts/useSettled";
import { FIRST, StartForm } from "./StartForm";
import { Taken } from "./Taken";
import { useSummary } from "./useSummary";

interface Props {
  kinds: FactKind[];
  found: Eligibility | undefined;
  isFresh: boolean;
  wanted: Wanted | null;
  onWant(wanted: null): void;
}

/** The fact that the person asked to be asked; a new object each time that they do. */
export interface Wanted {
  fact: string;
}

/** What is known of the enterprise: the first questions, then one at a time, and all answers to look over. */
export function FactsPanel({ kinds, found, isFresh, wanted, onWant }: Props) {
  const { t } = useTranslation();
  const { facts, goals, unknown, put, dontKnow } = useProfile();
  const [isStarting, setStarting] = useState(() => !FIRST.every((fact) => fact in facts));
  const [skipped, setSkipped] = useState<string[]>([]);
  const [hasActed, setActed] = useState(false);
  const summaryOf = useSummary();
  const place = useRef<HTMLDivElement>(null);
  const elsewhere = isStarting ? FIRST : [];
  const isAsking = !isStarting || wanted !== null;
  const problems = found?.problems ?? [];
  const problemOf = (fact: string) => (fact in facts && problems.find((each) => each.fact === fact)?.message) || null;
  const open = problems.filter(({ fact }) => problemOf(fact));
  const next = nextQuestion({ missing: found?.missing_facts ?? [], kinds, problems: open, wanted: wanted?.fact ?? null, skipped, unknown, elsewhere });
  // What was just answered stays until it is known what to ask then.
  const kind = useSteady(found && isAsking ? next : null, isFresh);
  const putOff = skipped.filter((fact) => !(fact in facts) && !unknown.includes(fact));

  useEffect(() => {
    if (!wanted) return;
    if (FIRST.includes(wanted.fact)) setStarting(false);
    setActed(true);
    place.current?.scrollIntoView({ block: "center" });
    place.current?.querySelector<HTMLElement>("h3")?.focus({ preventScroll: true });
  }, [wanted]);

  /** What is done about a question; the next one comes in its place. */
  function done(act: () => void) {
    act();
    setActed(true);
    onWant(null);
  }

  function startAgain() {
    setStarting(true);
    setSkipped([]);
    setActed(false);
    onWant(null);
  }

  return (
    <section className="known" aria-labelledby="known">
      <h2 id="known" tabIndex={-1}>{t("known.title")}</h2>
      <Taken />
      {isStarting && <StartForm kinds={kinds} problemOf={problemOf} onDone={() => done(() => setStarting(false))} />}
      <div ref={place} className="question-place">
        {kind ? (
          <Question
            kind={kind}
            told={facts[kind.id] ?? ""}
            problem={problemOf(kind.id)}
            isBusy={!isFresh}
            takesFocus={hasActed && !isStarting}
            onTell={(told) => done(() => put(kind.id, told))}
            onSkip={() => done(() => setSkipped([...skipped, kind.id]))}
            onDontKnow={() => done(() => dontKnow(kind.id))}
          />
        ) : (
          found && !isStarting && <p className="question-none">{isFresh ? t("question.none") : t("results.busy")}</p>
        )}
        {putOff.length > 0 && !isStarting && (
          <button type="button" className="quiet" onClick={() => setSkipped([])}>
            {t("question.putOff", { count: putOff.length })}
          </button>
        )}
      </div>
      {!isStarting && (
        <p className="goals">
          <span>
            <span className="fact-name">{t("start.goalsShort")}</span>{" "}
            <strong>{goals.length ? goals.map((goal) => t(`goals.${goal}`)).join(t("groups.comma")) : t("start.noGoals")}</strong>
          </span>
          <button type="button" className="quiet" aria-label={t("start.again")} onClick={() => setStarting(true)}>
            {t("known.change")}
          </button>
        </p>
      )}
      <FactRows kinds={kinds} read={found?.facts ?? []} elsewhere={kind ? [...elsewhere, kind.id] : elsewhere} />
      <Data read={found?.facts ?? []} asOf={found?.as_of ?? ""} onErased={startAgain} />
      {found && (
        <a className="to-results" href="#results">
          <span>{summaryOf(grouped(found.verdicts).slice(0, 1))}</span>
          <strong>
            {t("results.show")} <ArrowDown aria-hidden="true" />
          </strong>
        </a>
      )}
    </section>
  );
}
