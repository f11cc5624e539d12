import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Verdict } from "../api/types";
import { Evidence } from "../evidence/Evidence";
import { documentAddress } from "../parts/addresses";
import { ValidityBadge } from "../parts/Badges";
import { type Citing, Said } from "./Cites";
import { Findings } from "./Findings";
import type { Names } from "./names";
import { Notes } from "./Notes";

interface Props extends Citing {
  verdict: Verdict;
  names: Names;
  onAnswer?(fact: string): void;
}

/** All of a verdict: every condition, what is missing, what goes with it, and what it rests on. */
export function VerdictBody({ verdict, names, onAnswer, ...citing }: Props) {
  const { t } = useTranslation();
  const { findings, missing, cautions, next_round, replaced_by } = verdict;
  return (
    <div className="verdict-body">
      <p className="standing">
        <ValidityBadge validity={verdict.validity} />
        {verdict.region && <span lang="zh-CN">{t("verdict.region", { region: verdict.region })}</span>}
      </p>
      {replaced_by && (
        <p className="notice">
          <Link to={documentAddress(replaced_by)}>{t("evidence.later")}</Link>
        </p>
      )}
      <Findings findings={findings} toldOf={names.told} {...citing} />
      {onAnswer && missing.length > 0 && (
        <section className="notes-of">
          <h4>{t("verdict.lacking")}</h4>
          <ul className="lacking">
            {missing.map((fact) => (
              <li key={fact}>
                <span lang="zh-CN">{names.fact(fact)}</span>
                <button type="button" aria-label={t("verdict.answerThis", { name: names.fact(fact) })} onClick={() => onAnswer(fact)}>
                  {t("verdict.answer")}
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      {next_round && <Notes title={t("verdict.nextRound")} notes={[next_round]} {...citing} />}
      <Relations verdict={verdict} names={names} {...citing} />
      <Notes title={t("verdict.cautions")} notes={cautions} {...citing} />
      <details className="all-evidence">
        <summary>{t("evidence.all", { count: citing.citations.length })}</summary>
        <Evidence {...citing} />
      </details>
    </div>
  );
}

function Relations({ verdict: { relations }, names, ...citing }: Omit<Props, "onAnswer">) {
  const { t } = useTranslation();
  if (!relations.length) return null;
  return (
    <section className="notes-of">
      <h4>{t("verdict.relations")}</h4>
      <ul>
        {relations.map(({ programmes, together, text, citations }) => (
          <li key={text}>
            <strong className={together ? "goes-with" : "excludes"}>
              {t(together ? "verdict.together" : "verdict.apart", { names: programmes.map(names.programme).join("、") })}
            </strong>
            <br />
            <span lang="zh-CN">
              <Said text={text} numbers={citations} {...citing} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
