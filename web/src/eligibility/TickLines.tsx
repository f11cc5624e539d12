import { type ReactNode, useId } from "react";
import { useTranslation } from "react-i18next";
import type { Finding, Note } from "../api/types";
import { Cites, type Citing, Said } from "./Cites";
import { Text } from "./Findings";
import { StateOf } from "./Marks";
import { useTicks } from "./ticks";

const NONE: string[] = [];

interface LinesProps extends Citing {
  programme: string;
  sort: "materials" | "steps" | "where" | "cautions" | "next";
  notes: Note[];
  /** What is said where no document names any. */
  none?: string;
}

/** Statements of one sort; what has to be got or done can be ticked off. */
export function Lines({ programme, sort, notes, none, ...citing }: LinesProps) {
  const { t } = useTranslation();
  const id = useId();
  if (!notes.length && !none) return null;
  const Heading = sort === "next" ? "h3" : "h2";
  const List = sort === "steps" ? "ol" : "ul";
  return (
    <section aria-labelledby={id}>
      <Heading id={id}>{t(`checklist.${sort}`)}</Heading>
      {notes.length === 0 && <p className="facts">{none}</p>}
      <List className={sort === "materials" || sort === "steps" ? "tick-lines" : "plain-lines"}>
        {notes.map(({ text, citations }) =>
          sort === "materials" || sort === "steps" ? (
            <TickLine key={text} programme={programme} line={`${sort}:${text}`} words={<span lang="zh-CN">{text}</span>}>
              <Cites numbers={citations} {...citing} />
            </TickLine>
          ) : (
            <li key={text} lang="zh-CN">
              <Said text={text} numbers={citations} {...citing} />
            </li>
          ),
        )}
      </List>
    </section>
  );
}

interface ConditionsProps extends Citing {
  programme: string;
  findings: Finding[];
  toldOf(fact: string): string | null;
}

/** The conditions in the order of the rule, each with how it stands now. */
export function Conditions({ programme, findings, toldOf, ...citing }: ConditionsProps) {
  const { t } = useTranslation();
  return (
    <section aria-labelledby="conditions">
      <h2 id="conditions">{t("checklist.conditions")}</h2>
      <ul className="tick-lines">
        {findings.map((finding, index) => (
          <TickLine
            key={index}
            programme={programme}
            line={`conditions:${finding.label}`}
            words={
              <>
                <strong lang="zh-CN">{finding.label}</strong> <StateOf finding={finding} />
              </>
            }
          >
            <div className="line-text" lang="zh-CN">
              {finding.facts.flatMap((fact) => toldOf(fact) ?? []).map((told) => (
                <span key={told} className="told">
                  {t("findings.told", { told })}
                </span>
              ))}
              {finding.alternatives.length === 0 && <Text finding={finding} {...citing} />}
              {finding.alternatives.length > 0 && (
                <ul className="alternatives">
                  {finding.alternatives.map((each, place) => (
                    <li key={place}>
                      <StateOf finding={each} /> <strong>{each.label}</strong>
                      <Text finding={each} {...citing} />
                    </li>
                  ))}
                </ul>
              )}
            </div>
          </TickLine>
        ))}
      </ul>
    </section>
  );
}

interface TickLineProps {
  programme: string;
  line: string;
  words: ReactNode;
  children: ReactNode;
}

function TickLine({ programme, line, words, children }: TickLineProps) {
  const id = useId();
  const isDone = useTicks(({ ticked }) => (ticked[programme] ?? NONE).includes(line));
  const tick = useTicks((held) => held.tick);
  return (
    <li>
      <input id={id} type="checkbox" checked={isDone} onChange={(event) => tick(programme, line, event.target.checked)} />
      <div>
        <label htmlFor={id}>{words}</label>
        {children}
      </div>
    </li>
  );
}
