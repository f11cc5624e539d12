import { ChevronDown, ChevronUp, X } from "lucide-react";
import { type KeyboardEvent, useRef } from "react";
import { useTranslation } from "react-i18next";
import { isComposing } from "../parts/composing";
import type { Find } from "./useFind";

export function FindBar({ find: { wanted, found, at, want, step } }: { find: Find }) {
  const { t } = useTranslation();
  const field = useRef<HTMLInputElement>(null);
  const sought = wanted.trim() !== "";

  function onKeyDown(event: KeyboardEvent) {
    if (isComposing(event)) return;
    if (event.key === "Enter") step(event.shiftKey ? -1 : 1);
    else if (event.key === "Escape" && wanted) want("");
    else return;
    event.preventDefault();
  }

  function clear() {
    want("");
    field.current?.focus();
  }

  return (
    <div className="find" role="search" aria-label={t("find.label")}>
      <label htmlFor="find" className="unseen">
        {t("find.label")}
      </label>
      <input
        ref={field}
        id="find"
        value={wanted}
        placeholder={t("find.label")}
        enterKeyHint="search"
        autoComplete="off"
        onChange={(event) => want(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {sought && (
        <>
          <span className="find-count" aria-hidden="true">
            {t("find.short", { n: found.length && at + 1, count: found.length })}
          </span>
          <button type="button" className="icon-button small" aria-label={t("find.clear")} onClick={clear}>
            <X aria-hidden="true" />
          </button>
          <button type="button" className="icon-button small" aria-label={t("find.previous")} disabled={!found.length} onClick={() => step(-1)}>
            <ChevronUp aria-hidden="true" />
          </button>
          <button type="button" className="icon-button small" aria-label={t("find.next")} disabled={!found.length} onClick={() => step(1)}>
            <ChevronDown aria-hidden="true" />
          </button>
        </>
      )}
      <p className="unseen" role="status">
        {sought && (found.length ? t("find.count", { n: at + 1, count: found.length }) : t("find.none"))}
      </p>
    </div>
  );
}
