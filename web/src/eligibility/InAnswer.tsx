import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Answer, Citation } from "../api/types";
import { AskedNext } from "./AskedNext";
import { FactsRead } from "./FactsRead";
import { namesOf } from "./names";
import { useFactKinds } from "./queries";
import { useTake } from "./useTake";
import { VerdictCard } from "./VerdictCard";
import "./verdict.css";
import "./in-answer.css";

interface Props {
  answer: Answer;
  isLast: boolean;
  onCite(citation: Citation): void;
  onAsk(question: string): void;
  /** Puts words before the person, to go on with. */
  onDraft(words: string): void;
}

const SHOWN = 3;

/** What an answer has read of the enterprise, how programmes stand by that, and what would decide more. */
export default function InAnswer({ answer, isLast, onCite, onAsk, onDraft }: Props) {
  const { t } = useTranslation();
  const { profile, verdicts, missing_facts: missing } = answer;
  const kinds = useFactKinds().data ?? missing;
  const takeAlong = useTake(profile, kinds);
  const programmes = verdicts.map(({ programme_id, programme }) => ({ id: programme_id, programme }));
  const names = namesOf({ kinds, programmes, facts: profile });
  const more = verdicts.length - SHOWN;
  const [next] = missing;
  return (
    <div className="in-answer">
      {isLast && profile.length > 0 && <FactsRead read={profile} kinds={kinds} onDraft={onDraft} />}
      {verdicts.length > 0 && (
        <ul className="verdicts" aria-label={t("results.title")}>
          {verdicts.slice(0, SHOWN).map((verdict) => (
            <li key={verdict.programme_id}>
              <VerdictCard verdict={verdict} asOf={answer.as_of} names={names} onCite={onCite} isCompact />
            </li>
          ))}
        </ul>
      )}
      {(verdicts.length > 0 || profile.length > 0) && (
        <p className="see-all">
          <Link {...takeAlong}>{more > 0 ? t("told.more", { count: more }) : t("told.all")}</Link>
        </p>
      )}
      {isLast && next && <AskedNext kind={next} onAsk={onAsk} onDraft={onDraft} />}
    </div>
  );
}
