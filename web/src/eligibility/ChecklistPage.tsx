import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import type { Eligibility, FactKind, Programme, Verdict } from "../api/types";
import { ClausePanel } from "../evidence/ClausePanel";
import { useCited } from "../evidence/useCited";
import { useTitle } from "../parts/title";
import { Waiting } from "../parts/Waiting";
import { Said } from "./Cites";
import { Deadline } from "./Deadline";
import { Estimates } from "./Estimates";
import { Files } from "./Files";
import { Text } from "./Findings";
import { isOfTheDay } from "./groups";
import { Marks, StateOf } from "./Marks";
import { type Names, namesOf } from "./names";
import { useProfile } from "./profile";
import { useAssessment, useFactKinds, useProgrammes } from "./queries";
import { Stale } from "./Results";
import { References } from "./References";
import { Conditions, Lines } from "./TickLines";
import "./verdict.css";
import "./checklist.css";

/** What one has to have and to do for a programme, line by line, to be ticked off. */
export function Component() {
  const { t } = useTranslation();
  const { programme = "" } = useParams();
  const kinds = useFactKinds();
  const programmes = useProgrammes();
  const known = programmes.data?.find(({ id }) => id === programme);
  useTitle(known ? t("checklist.titleOf", { name: known.programme }) : t("checklist.title"));
  if (!kinds.data) return <Waiting asked={kinds} failed={t("eligibility.failed")} />;
  if (!programmes.data) return <Waiting asked={programmes} failed={t("eligibility.failed")} />;
  if (!known) return <Missing />;
  return <Checked key={programme} programme={programme} kinds={kinds.data} programmes={programmes.data} />;
}

interface CheckedProps {
  programme: string;
  kinds: FactKind[];
  programmes: Programme[];
}

function Checked({ programme, kinds, programmes }: CheckedProps) {
  const { t } = useTranslation();
  const facts = useProfile((held) => held.facts);
  const only = [programme];
  const { asked } = useAssessment(facts, kinds, only);
  const found = asked.data;
  const verdict = found?.verdicts.find(({ programme_id }) => programme_id === programme);
  if (!found) return <Waiting asked={asked} failed={t("eligibility.failed")} missing={<Missing />} />;
  if (!verdict) return <Missing />;
  const names = namesOf({ kinds, programmes, facts: found.facts });
  return <Checklist found={found} verdict={verdict} names={names} asked={asked} />;
}

interface Props {
  found: Eligibility;
  verdict: Verdict;
  names: Names;
  asked: { error: Error | null; isPaused: boolean; refetch(): unknown };
}

function Checklist({ found, verdict, names, asked }: Props) {
  const { t } = useTranslation();
  const { cited, cite, close } = useCited();
  const citing = { citations: verdict.citations, onCite: cite };
  const { programme_id: programme, materials, steps, times, where, cautions, window, next_round } = verdict;
  return (
    <>
      <main className="checklist" id="content">
        <p className="back">
          <Link to="/eligibility">{t("checklist.back")}</Link>
        </p>
        <header>
          <h1>
            <span className="checklist-kind">{t("checklist.title")}</span> <span lang="zh-CN">{verdict.programme}</span>
          </h1>
          <Marks verdict={verdict} />
          <p lang="zh-CN">{verdict.summary}</p>
          <Estimates verdict={verdict} nameOf={names.fact} {...citing} />
        </header>
        <Files verdict={verdict} facts={found.facts} />
        <Stale error={asked.error} isPaused={asked.isPaused} onRetry={() => void asked.refetch()} />
        <Conditions programme={programme} findings={verdict.findings.filter((finding) => !isOfTheDay(finding))} toldOf={names.told} {...citing} />
        <Lines programme={programme} sort="materials" notes={materials} none={t("checklist.noMaterials")} {...citing} />
        <Lines programme={programme} sort="steps" notes={steps} none={t("checklist.noSteps")} {...citing} />
        <section aria-labelledby="when">
          <h2 id="when">{t("checklist.when")}</h2>
          {window && <Deadline window={window} asOf={found.as_of} />}
          {!window && !times.length && <p className="facts">{t("checklist.noWindow")}</p>}
          {window?.note && (
            <p className="facts" lang="zh-CN">
              {window.note}
            </p>
          )}
          <ul className="plain-lines">
            {times.map(({ text, citations }) => (
              <li key={text} lang="zh-CN">
                <Said text={text} numbers={citations} {...citing} />
              </li>
            ))}
            {verdict.findings.filter(isOfTheDay).map((finding) => (
              <li key={finding.label} lang="zh-CN">
                {finding.label} <StateOf finding={finding} />
                <Text finding={finding} {...citing} />
              </li>
            ))}
          </ul>
          {next_round && <Lines programme={programme} sort="next" notes={[next_round]} {...citing} />}
        </section>
        <Lines programme={programme} sort="where" notes={where} none={t("checklist.noWhere")} {...citing} />
        <Lines programme={programme} sort="cautions" notes={cautions} {...citing} />
        <References {...citing} />
        <p className="facts">{t("copy.asOf", { day: found.as_of })}</p>
      </main>
      {cited && <ClausePanel citation={cited} onClose={close} />}
    </>
  );
}

function Missing() {
  const { t } = useTranslation();
  return (
    <main className="plain" id="content">
      <h1>{t("checklist.missing")}</h1>
      <p>{t("checklist.missingBody")}</p>
      <p>
        <Link to="/eligibility">{t("checklist.back")}</Link>
      </p>
    </main>
  );
}
