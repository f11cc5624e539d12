import type { FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { type Period, SPANS } from "./period";

/** The last so many days, or days of one's own. */
export function PeriodPicker({ period }: { period: Period }) {
  const { t } = useTranslation("desk");
  const [, setQuery] = useSearchParams();

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const wanted = new FormData(event.currentTarget);
    setQuery({ first: String(wanted.get("first")), last: String(wanted.get("last")) }, { preventScrollReset: true });
  }

  return (
    <div className="period">
      <nav className="period-spans" aria-label={t("insights.period")}>
        {SPANS.map((span) => (
          <Link key={span} className="button" to={{ search: `days=${span}` }} preventScrollReset aria-current={period.span === span ? "page" : undefined}>
            {t("insights.days", { count: span })}
          </Link>
        ))}
      </nav>
      <form key={`${period.first} ${period.last}`} onSubmit={submit}>
        <label>
          {t("insights.first")}
          <input type="date" name="first" required defaultValue={period.first} />
        </label>
        <label>
          {t("insights.last")}
          <input type="date" name="last" required defaultValue={period.last} />
        </label>
        <button type="submit">{t("insights.show")}</button>
      </form>
    </div>
  );
}
