import { useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Fact, FactKind } from "../api/types";
import { FactField } from "./FactField";
import { useProfile } from "./profile";
import { NO, YES } from "./values";

interface Props {
  kinds: FactKind[];
  /** As the server has read them. */
  read: Fact[];
  /** Facts that stand elsewhere on the page. */
  elsewhere: string[];
}

/** What is known, a line each, to be corrected or removed. */
export function FactRows({ kinds, read, elsewhere }: Props) {
  const { t } = useTranslation();
  const { facts, unknown, put, remove } = useProfile();
  const [editing, setEditing] = useState<string | null>(null);
  const rows = kinds.filter(({ id }) => (id in facts || unknown.includes(id)) && !elsewhere.includes(id));
  const valueOf = useValues(read);
  const list = useRef<HTMLUListElement>(null);
  const [left, setLeft] = useState<string | null>(null);

  // Who was correcting a fact goes on from its line.
  useEffect(() => {
    if (left) list.current?.querySelector<HTMLElement>(`[data-fact="${left}"] button`)?.focus();
  }, [left]);

  function edit(fact: string) {
    setEditing(fact);
    setLeft(null);
  }

  function leave(fact: string) {
    setEditing(null);
    setLeft(fact);
  }

  function drop(fact: string) {
    remove(fact);
    document.getElementById("known")?.focus();
  }

  if (!rows.length) return null;
  return (
    <ul ref={list} className="fact-rows" aria-label={t("known.list")}>
      {rows.map((kind) => (
        <li key={kind.id} data-fact={kind.id}>
          {editing === kind.id ? (
            <Editing
              kind={kind}
              told={facts[kind.id] ?? ""}
              onTell={(told) => {
                put(kind.id, told);
                leave(kind.id);
              }}
              onLeave={() => leave(kind.id)}
            />
          ) : (
            <>
              <p>
                <span className="fact-name" lang="zh-CN">
                  {kind.name}
                </span>{" "}
                <strong>{kind.id in facts ? valueOf(kind, facts[kind.id] ?? "") : t("known.unknown")}</strong>
              </p>
              <button type="button" className="quiet" onClick={() => edit(kind.id)} aria-label={t("known.changeThis", { name: kind.name })}>
                {t("known.change")}
              </button>
              <button type="button" className="quiet" onClick={() => drop(kind.id)} aria-label={t("known.removeThis", { name: kind.name })}>
                {t("known.remove")}
              </button>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

interface EditingProps {
  kind: FactKind;
  told: string;
  onTell(told: string): void;
  onLeave(): void;
}

function Editing({ kind, told, onTell, onLeave }: EditingProps) {
  const { t } = useTranslation();
  const id = useId();
  const place = useRef<HTMLDivElement>(null);

  useEffect(() => place.current?.querySelector<HTMLElement>("input, button")?.focus(), []);

  return (
    <div ref={place} className="fact-editing" onKeyDown={(event) => event.key === "Escape" && onLeave()}>
      <p id={id} className="field-name" lang="zh-CN">
        {kind.ask}
      </p>
      <FactField kind={kind} told={told} problem={null} labelledBy={id} onTell={onTell}>
        <button type="button" onClick={onLeave}>
          {t("app.cancel")}
        </button>
      </FactField>
    </div>
  );
}

/** A fact's value in words: the server's where it has read it, until then as it was told. */
export function useValues(read: Fact[]): (kind: FactKind, told: string) => string {
  const { t } = useTranslation();
  return (kind, told) => {
    if (kind.type === "yes_no" && told === YES) return t("question.yes");
    if (kind.type === "yes_no" && told === NO) return t("question.no");
    const option = kind.options.find(({ id }) => id === told)?.name;
    return option ?? read.find(({ id, told: theirs }) => id === kind.id && theirs === told)?.value ?? told;
  };
}
