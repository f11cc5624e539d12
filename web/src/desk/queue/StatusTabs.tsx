import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { type Status, STATUSES } from "../types";
import { addressOf, type Wanted } from "./filters";

const SHOWN: (Status | "")[] = [...STATUSES.filter((status) => status !== "merged"), ""];

/** How many tickets are how far; each leads to those of its status. */
export function StatusTabs({ wanted, counts }: { wanted: Wanted; counts: Partial<Record<Status, number>> }) {
  const { t } = useTranslation("desk");
  return (
    <nav className="desk-tabs" aria-label={t("queue.byStatus")}>
      {SHOWN.map((status) => (
        <Link
          key={status}
          to={{ search: addressOf({ ...wanted, status }).toString() }}
          replace
          preventScrollReset
          aria-current={wanted.status === status ? "page" : undefined}
        >
          {status ? t(`status.${status}`) : t("queue.all")}
          {status && <span className="desk-count">{counts[status] ?? 0}</span>}
        </Link>
      ))}
    </nav>
  );
}
