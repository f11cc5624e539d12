import { CalendarClock, CalendarX, CircleCheck, CircleHelp, CircleX, ClipboardCheck, FileQuestion, type LucideIcon } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Finding, Verdict } from "../api/types";
import { isOfTheDay, isUnseen, type Mark, marksOf, type State, stateOf } from "./groups";

const MARKS: Record<Mark, LucideIcon> = {
  eligible: CircleCheck,
  likely: CircleCheck,
  undetermined: CircleHelp,
  not_eligible: CircleX,
  closed: CalendarX,
  upcoming: CalendarClock,
  expired: CalendarX,
};

/** How a verdict ended: in words, with a sign, in a colour. */
export function Marks({ verdict }: { verdict: Verdict }) {
  const { t } = useTranslation();
  return (
    <p className="marks">
      {marksOf(verdict).map((mark) => {
        const Icon = MARKS[mark];
        return (
          <span key={mark} className={`mark-of ${mark}`}>
            <Icon aria-hidden="true" />
            {t(`marks.${mark}`)}
          </span>
        );
      })}
    </p>
  );
}

export const STATE_ICONS: Record<State, LucideIcon> = {
  failed: CircleX,
  unknown: CircleHelp,
  unseen: FileQuestion,
  paper: ClipboardCheck,
  met: CircleCheck,
};

/** How one finding stands, in words that suit what it is about: that an exclusion is met says that it does not shut out. */
export function StateOf({ finding }: { finding: Finding }) {
  const { t } = useTranslation();
  const state = stateOf(finding);
  const Icon = STATE_ICONS[state];
  return (
    <span className={`state-of ${state}`}>
      <Icon aria-hidden="true" />
      {wordsOf()}
    </span>
  );

  function wordsOf() {
    if (isUnseen(finding)) return t("state.unseen");
    if (state !== "met" && state !== "failed") return t(`state.${state}`);
    if (finding.sort === "exclusion") return t(`exclusion.${state}`);
    if (isOfTheDay(finding)) return t(`onTheDay.${state}`);
    return t(state === "failed" && finding.of_round ? "state.failedRound" : `state.${state}`);
  }
}
