import { SlidersHorizontal } from "lucide-react";
import { type Ref, useState } from "react";
import { useTranslation } from "react-i18next";
import { useRoomForFilters } from "../../parts/media";
import { useStaff } from "../queries";
import { SOURCES, type Source } from "../types";
import { isNarrowed, type Wanted } from "./filters";

interface Props {
  ref: Ref<HTMLInputElement>;
  wanted: Wanted;
  tags: string[];
  onWant(change: Partial<Wanted>): void;
}

/** Words, owner, source, tag and due time; on a phone all but the words are folded away. */
export function Filters({ ref, wanted, tags, onWant }: Props) {
  const { t } = useTranslation("desk");
  const room = useRoomForFilters();
  const [open, setOpen] = useState(false);
  const fields = <Fields wanted={wanted} tags={tags} onWant={onWant} />;
  return (
    <div className="queue-finder" role="search" aria-label={t("queue.search")}>
      <label htmlFor="ticket-words" className="unseen">
        {t("queue.search")}
      </label>
      <input
        ref={ref}
        id="ticket-words"
        type="search"
        value={wanted.words}
        placeholder={t("queue.placeholder")}
        enterKeyHint="search"
        autoComplete="off"
        onChange={(event) => onWant({ words: event.target.value })}
        onKeyDown={(event) => event.key === "Escape" && (wanted.words ? onWant({ words: "" }) : event.currentTarget.blur())}
      />
      {room ? (
        fields
      ) : (
        <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary>
            <SlidersHorizontal aria-hidden="true" />
            {t(isNarrowed({ ...wanted, words: "" }) ? "queue.filtersOn" : "queue.filters")}
          </summary>
          {fields}
        </details>
      )}
    </div>
  );
}

function Fields({ wanted, tags, onWant }: Omit<Props, "ref">) {
  const { t } = useTranslation("desk");
  const { data: staff } = useStaff();
  // An address may name a tag that no ticket has any more; the field must not pretend otherwise.
  const known = wanted.tag && !tags.includes(wanted.tag) ? [wanted.tag, ...tags] : tags;
  return (
    <div className="queue-filters">
      <label>
        {t("ticket.owner")}
        <select value={wanted.owner} onChange={(event) => onWant({ owner: event.target.value })}>
          <option value="">{t("queue.any")}</option>
          <option value="me">{t("queue.mine")}</option>
          <option value="none">{t("queue.unowned")}</option>
          {staff?.map((each) => (
            <option key={each.id} value={each.id}>
              {each.display_name}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t("ticket.due")}
        <select value={wanted.due} onChange={(event) => onWant({ due: event.target.value as Wanted["due"] })}>
          <option value="">{t("queue.any")}</option>
          <option value="overdue">{t("queue.overdue")}</option>
          <option value="today">{t("queue.today")}</option>
        </select>
      </label>
      <label>
        {t("ticket.source")}
        <select value={wanted.source} onChange={(event) => onWant({ source: event.target.value as Source | "" })}>
          <option value="">{t("queue.any")}</option>
          {SOURCES.map((source) => (
            <option key={source} value={source}>
              {t(`source.${source}`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t("ticket.tags")}
        <select value={wanted.tag} onChange={(event) => onWant({ tag: event.target.value })}>
          <option value="">{t("queue.any")}</option>
          {known.map((tag) => (
            <option key={tag}>{tag}</option>
          ))}
        </select>
      </label>
    </div>
  );
}
