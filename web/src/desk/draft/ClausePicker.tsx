import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Citation } from "../../api/types";
import { KindBadge, ValidityBadge } from "../../parts/Badges";
import { useSettled } from "../../parts/useSettled";
import { retryUnlessRefused } from "../../parts/Waiting";
import { Window } from "../../parts/Window";
import { read } from "../api";

const REST_MS = 300;

interface Props<Picked> {
  asOf: string;
  /** Takes a clause over; null where that did not work. */
  onPick(clause: Citation): Promise<Picked | null>;
  onPicked(picked: Picked): void;
  onClose(): void;
}

/** Finds a clause to rest a paragraph on. */
export function ClausePicker<Picked>({ asOf, onPick, onPicked, onClose }: Props<Picked>) {
  const { t } = useTranslation("desk");
  const [words, setWords] = useState("");
  const [busy, setBusy] = useState(false);
  const wanted = useSettled(words.trim(), REST_MS);
  const asked = useQuery({
    queryKey: ["desk", "clauses", wanted, asOf],
    queryFn: async ({ signal }) =>
      (await read<{ citations: Citation[] }>(`/clauses?${new URLSearchParams({ q: wanted, as_of: asOf })}`, signal)).citations,
    enabled: wanted !== "",
    retry: retryUnlessRefused,
    placeholderData: (before) => before,
  });

  async function pick(clause: Citation) {
    setBusy(true);
    const picked = await onPick(clause);
    setBusy(false);
    if (picked !== null) onPicked(picked);
  }

  return (
    <Window title={t("draft.citeTitle")} shape="end" onClose={onClose}>
      <div className="form" role="search">
        <label>
          {t("draft.citeSearch")}
          <input type="search" autoComplete="off" value={words} placeholder={t("draft.citeHint")} onChange={(event) => setWords(event.target.value)} />
        </label>
      </div>
      <p className="facts" role="status">
        {asked.isError ? t("draft.citeFailed") : wanted && asked.data ? t("draft.citeFound", { count: asked.data.length }) : ""}
      </p>
      <ul className="clauses">
        {wanted &&
          asked.data?.map((clause) => (
            <li key={`${clause.clause_id}@${clause.version}`} className="clause">
              <h3>
                《{clause.short_title}》{clause.locator}
              </h3>
              <p className="badges">
                <KindBadge kind={clause.kind} />
                <ValidityBadge validity={clause.validity} endsOn={clause.ends_on} />
              </p>
              <blockquote lang="zh-CN">{clause.quote}</blockquote>
              <button type="button" disabled={busy} onClick={() => void pick(clause)}>
                {t("draft.citeThis")}
                <span className="unseen">{`《${clause.short_title}》${clause.locator}`}</span>
              </button>
            </li>
          ))}
      </ul>
    </Window>
  );
}
