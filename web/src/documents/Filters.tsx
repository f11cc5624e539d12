import { SlidersHorizontal } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { DocumentSummary } from "../api/types";
import type { Variants } from "../parts/fold";
import { useRoomForFilters } from "../parts/media";
import { type Filter, FILTERS, optionsOf, type Wanted } from "./filters";
import { useNames } from "./useNames";

interface Props {
  documents: DocumentSummary[];
  wanted: Wanted;
  variants: Variants | undefined;
  onWant(change: Partial<Wanted>): void;
}

/** Words and filters; on a phone the filters are folded away. */
export function Filters({ documents, wanted, variants, onWant }: Props) {
  const { t } = useTranslation();
  const room = useRoomForFilters();
  const chosen = FILTERS.filter((filter) => wanted[filter]).length;
  const [open, setOpen] = useState(false);
  const fields = (
    <div className="filters">
      {FILTERS.map((filter) => (
        <Select key={filter} filter={filter} documents={documents} wanted={wanted} variants={variants} onWant={onWant} />
      ))}
    </div>
  );
  return (
    <div className="finder" role="search" aria-label={t("list.search")}>
      <label htmlFor="words" className="unseen">
        {t("list.search")}
      </label>
      <input
        id="words"
        type="search"
        value={wanted.words}
        placeholder={t("list.placeholder")}
        enterKeyHint="search"
        autoComplete="off"
        onChange={(event) => onWant({ words: event.target.value })}
        onKeyDown={(event) => event.key === "Escape" && onWant({ words: "" })}
      />
      {room ? (
        fields
      ) : (
        <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary>
            <SlidersHorizontal aria-hidden="true" />
            {chosen ? t("list.filtersOn", { count: chosen }) : t("list.filters")}
          </summary>
          {fields}
        </details>
      )}
    </div>
  );
}

function Select({ filter, documents, wanted, variants, onWant }: Props & { filter: Filter }) {
  const { t } = useTranslation();
  const nameOf = useNames();
  const options = optionsOf(documents, filter, wanted, variants);
  if (!options.length) return null;
  // An address may name a value that no document has; the field must not pretend otherwise.
  const isKnown = !wanted[filter] || options.some(({ value }) => value === wanted[filter]);
  return (
    <label>
      {t(`list.${filter}`)}
      <select value={wanted[filter]} onChange={(event) => onWant({ [filter]: event.target.value })}>
        <option value="">{t("list.any")}</option>
        {!isKnown && <option value={wanted[filter]}>{wanted[filter]}</option>}
        {options.map(({ value, count }) => (
          <option key={value} value={value}>
            {t("list.option", { name: nameOf(filter, value), count })}
          </option>
        ))}
      </select>
    </label>
  );
}
