import { ListChecks } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Citation, Verdict } from "../api/types";
import { checklistAddress } from "../parts/addresses";
import { Cites } from "./Cites";
import { Deadline } from "./Deadline";
import { Estimates } from "./Estimates";
import { countsOf, findingsThat, groupOf, isOfTheDay, isUnseen } from "./groups";
import { Marks } from "./Marks";
import type { Names } from "./names";
import { VerdictBody } from "./VerdictBody";

interface Props {
  verdict: Verdict;
  asOf: string;
  names: Names;
  onCite(citation: Citation): void;
  /** Asks for a fact; left out where it is asked elsewhere. */
  onAnswer?(fact: string): void;
  /** Where there is little room: no more than what was found. */
  isCompact?: boolean;
}

/** One programme: how it stands at a glance, condition by condition once it is opened. */
export function VerdictCard({ verdict, asOf, names, onCite, onAnswer, isCompact = false }: Props) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const citing = { citations: verdict.citations, onCite };
  const group = groupOf(verdict);
  const papers = verdict.conditions === "likely" ? findingsThat("paper", verdict.findings) : [];
  const own = verdict.findings.filter((finding) => !isOfTheDay(finding));
  const failed = findingsThat("failed", own);
  // What only this round asked for the next one may ask otherwise.
  const label = failed.every(({ of_round }) => of_round) ? t("verdict.failedRound") : t("verdict.failed");
  const unseen = verdict.findings.filter(isUnseen);
  const asked = verdict.missing[0];
  const summary = (
    <p className="verdict-summary" lang="zh-CN">
      {verdict.summary}
    </p>
  );
  const checklist = (
    <p className="verdict-links">
      <Link to={checklistAddress(verdict.programme_id)} aria-label={t("verdict.checklistOf", { name: verdict.programme })}>
        <ListChecks aria-hidden="true" />
        {t("verdict.checklist")}
      </Link>
    </p>
  );
  return (
    <article className={isCompact ? `verdict compact ${group}` : `verdict ${group}`}>
      <Marks verdict={verdict} />
      <h3 lang="zh-CN">{verdict.programme}</h3>
      {!isCompact && summary}
      {group !== "not" && group !== "expired" && <Estimates verdict={verdict} nameOf={names.fact} {...citing} />}
      {verdict.window && <Deadline window={verdict.window} asOf={asOf} />}
      {!verdict.window && !verdict.times.length && group === "open" && <p className="verdict-line">{t("checklist.noWindow")}</p>}
      {failed.length > 0 && (
        <Line label={label}>
          {failed.map((finding, index) => (
            <span key={index} lang="zh-CN">
              {index > 0 && "、"}
              {finding.label}
              <Cites numbers={finding.citations} {...citing} />
            </span>
          ))}
        </Line>
      )}
      {papers.length > 0 && (
        <Line label={t("verdict.papers")}>
          <span lang="zh-CN">{papers.map(({ label }) => label).join("、")}</span>
        </Line>
      )}
      {asked && group !== "not" && group !== "expired" && (
        <Line label={t("verdict.missing")}>
          <span lang="zh-CN">{verdict.missing.map(names.fact).join("、")}</span>{" "}
          {onAnswer && (
            <button type="button" className="quiet" aria-label={t("verdict.answerThis", { name: names.fact(asked) })} onClick={() => onAnswer(asked)}>
              {t("verdict.answer")}
            </button>
          )}
        </Line>
      )}
      {unseen.length > 0 && (group === "undetermined" || group === "closedOpen") && (
        <Line label={t("state.unseen")}>
          <span lang="zh-CN">{unseen.map(({ label }) => label).join("、")}</span>
        </Line>
      )}
      <details open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <span className="unseen">{verdict.programme} </span>
          {t("verdict.open")}
          <span className="counts">{countsOf(own).map(([state, count]) => t(`counts.${state}`, { count })).join(t("counts.between"))}</span>
        </summary>
        {isOpen && (
          <>
            {isCompact && summary}
            <VerdictBody verdict={verdict} names={names} onAnswer={onAnswer} {...citing} />
            {isCompact && checklist}
          </>
        )}
      </details>
      {!isCompact && checklist}
    </article>
  );
}

export function Line({ label, children }: { label: string; children: ReactNode }) {
  return (
    <p className="verdict-line">
      <span className="line-label">{label}</span>
      <span>{children}</span>
    </p>
  );
}
