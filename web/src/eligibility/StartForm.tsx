import { useEffect, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { FactKind } from "../api/types";
import { Choices, Problem } from "./FactField";
import { GOALS, type Goal } from "./goals";
import { useProfile } from "./profile";

interface Props {
  kinds: FactKind[];
  problemOf(fact: string): string | null;
  onDone(): void;
}

/** What is asked of everybody. */
export const FIRST = ["place", "industry"];

/** The few questions that come first; what is filled in counts at once. */
export function StartForm({ kinds, problemOf, onDone }: Props) {
  const { t } = useTranslation();
  const { facts, goals, put, remove, aim } = useProfile();
  const id = useId();
  const place = kinds.find((kind) => kind.id === "place");
  const industry = kinds.find((kind) => kind.id === "industry");

  const toggle = (goal: string) =>
    aim(GOALS.filter((each) => (each === goal ? !goals.includes(each) : goals.includes(each))));

  return (
    <div className="start">
      {place && <PlaceField kind={place} problem={problemOf("place")} />}
      {industry && (
        <div className="field">
          <p id={`${id}industry`} className="field-name" lang="zh-CN">
            {industry.ask}
          </p>
          <Choices
            choices={industry.options}
            chosen={facts.industry ?? ""}
            labelledBy={`${id}industry`}
            onChoose={(option) => (facts.industry === option ? remove("industry") : put("industry", option))}
          />
        </div>
      )}
      <div className="field">
        <p id={`${id}goals`} className="field-name">
          {t("start.goals")}
        </p>
        <p className="field-help">{t("start.goalsHelp")}</p>
        <div className="choices ticked" role="group" aria-labelledby={`${id}goals`}>
          {GOALS.map((goal: Goal) => (
            <label key={goal}>
              <input type="checkbox" checked={goals.includes(goal)} onChange={() => toggle(goal)} />
              {t(`goals.${goal}`)}
            </label>
          ))}
        </div>
      </div>
      <p className="field-buttons">
        <button type="button" className="primary" onClick={onDone}>
          {t("start.done")}
        </button>
      </p>
    </div>
  );
}

/** Told as it is typed, but not while an input method is still composing it. */
function PlaceField({ kind, problem }: { kind: FactKind; problem: string | null }) {
  const told = useProfile(({ facts }) => facts.place ?? "");
  const { put, remove } = useProfile();
  const [typed, setTyped] = useState(told);
  const [isTyping, setTyping] = useState(false);
  const id = useId();
  const shown = isTyping ? null : problem;

  useEffect(() => {
    if (!isTyping) setTyped(told);
  }, [told, isTyping]);

  function tell(place: string) {
    if (place.trim()) put("place", place.trim());
    else remove("place");
  }

  return (
    <div className="field">
      <label htmlFor={id} className="field-name" lang="zh-CN">
        {kind.ask}
      </label>
      {kind.help && (
        <p id={`${id}help`} className="field-help" lang="zh-CN">
          {kind.help}
        </p>
      )}
      <Problem id={`${id}problem`} text={shown} />
      <input
        id={id}
        value={typed}
        maxLength={100}
        enterKeyHint="done"
        autoComplete="off"
        aria-describedby={shown ? `${id}problem` : kind.help ? `${id}help` : undefined}
        aria-invalid={shown !== null}
        onFocus={() => setTyping(true)}
        onBlur={() => setTyping(false)}
        onKeyDown={(event) => event.key === "Enter" && !event.nativeEvent.isComposing && setTyping(false)}
        onChange={(event) => {
          setTyping(true);
          setTyped(event.target.value);
          if (!(event.nativeEvent as InputEvent).isComposing) tell(event.target.value);
        }}
        onCompositionEnd={(event) => tell(event.currentTarget.value)}
      />
    </div>
  );
}
