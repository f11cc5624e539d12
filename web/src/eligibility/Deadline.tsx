import { CalendarDays } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { ApplicationWindow } from "../api/types";
import { daysBetween, firstDay, isDay, lastDay } from "../parts/days";
import { useWindowDays } from "../parts/useWindowDays";

const SOON_DAYS = 30;

/** When one can apply, and how long there still is. */
export function Deadline({ window, asOf }: { window: ApplicationWindow; asOf: string }) {
  const { t } = useTranslation();
  const daysOf = useWindowDays();
  const left = leftOf(window, asOf);
  return (
    <p className="deadline">
      <CalendarDays aria-hidden="true" />
      <span>
        <span lang="zh-CN">{window.name}</span> · <span className="days">{daysOf(window)}</span>{" "}
        {left && <strong className={left.isSoon ? "distance soon" : `distance ${left.group}`}>{t(`timeline.${left.what}`, { count: left.count })}</strong>}
        {!left && window.state === "unknown" && <strong className="distance soon">{t("window.unknown")}</strong>}
      </span>
    </p>
  );
}

interface Left {
  what: "left" | "leftAtMost" | "today" | "opensIn" | "opensToday" | "ago";
  group: "open" | "upcoming" | "recent";
  count: number;
  isSoon: boolean;
}

/** How far away the day is that matters. */
export function leftOf({ state, opens_on, closes_on }: ApplicationWindow, asOf: string): Left | null {
  if (state === "upcoming" && opens_on) {
    const count = daysBetween(asOf, firstDay(opens_on));
    return { what: count > 0 ? "opensIn" : "opensToday", group: "upcoming", count, isSoon: false };
  }
  if (!closes_on || state === "unknown") return null;
  const count = daysBetween(asOf, lastDay(closes_on));
  if (count < 0) return { what: "ago", group: "recent", count: -count, isSoon: false };
  const what = !isDay(closes_on) ? "leftAtMost" : count === 0 ? "today" : "left";
  return { what, group: "open", count, isSoon: count <= SOON_DAYS };
}
