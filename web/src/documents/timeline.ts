import type { ApplicationWindow, DocumentSummary } from "../api/types";
import { daysBetween, firstDay, isDay, lastDay, monthsLater } from "../parts/days";

/** An application window with its document, its days made exact: a month's last day closes it. */
export interface Slot {
  document: DocumentSummary;
  window: ApplicationWindow;
  opens: string | null;
  closes: string | null;
}

export const GROUPS = ["open", "upcoming", "unknown", "recent", "older"] as const;
export type Group = (typeof GROUPS)[number];
export type Grouped = Record<Group, Slot[]>;

export function groupedWindows(documents: DocumentSummary[], today: string): Grouped {
  const grouped: Grouped = { open: [], upcoming: [], unknown: [], recent: [], older: [] };
  for (const document of documents) {
    document.windows.forEach((window, index) => {
      const opens = window.opens_on && firstDay(window.opens_on);
      const closes = window.closes_on && lastDay(window.closes_on);
      const slot = { document, window, opens, closes };
      grouped[groupOf(slot, index === document.windows.length - 1, today)].push(slot);
    });
  }
  grouped.open.sort((one, other) => compared(one.closes, other.closes));
  grouped.upcoming.sort((one, other) => compared(one.opens, other.opens));
  grouped.unknown.sort((one, other) => -compared(one.opens, other.opens));
  grouped.recent.sort((one, other) => -compared(one.closes, other.closes));
  grouped.older.sort((one, other) => -compared(one.closes ?? one.opens, other.closes ?? other.opens));
  return grouped;
}

const OVER = ["expired", "repealed", "superseded"];

function groupOf({ document, window, closes }: Slot, isLatest: boolean, today: string): Group {
  if (window.state === "closed") return closes && closes >= monthsLater(today, -12) ? "recent" : "older";
  if (OVER.includes(document.validity)) return "older"; // Nobody can apply under a document that no longer holds.
  if (window.state === "open" || window.state === "upcoming") return window.state;
  return isLatest ? "unknown" : "older"; // The next round says that this one is over.
}

function compared(one: string | null, other: string | null): number {
  return (one ?? "").localeCompare(other ?? "");
}

export interface Distance {
  what: "left" | "leftAtMost" | "today" | "opensIn" | "opensToday" | "ago";
  count: number;
}

/** How far away the day is that matters in its group. */
export function distanceOf({ window, opens, closes }: Slot, group: Group, today: string): Distance | null {
  if (group === "upcoming" && opens) {
    const count = daysBetween(today, opens);
    return { what: count > 0 ? "opensIn" : "opensToday", count };
  }
  if (!closes || group === "unknown") return null;
  const count = daysBetween(today, closes);
  if (count < 0) return { what: "ago", count: -count };
  if (!isDay(window.closes_on ?? "")) return { what: "leftAtMost", count };
  return { what: count === 0 ? "today" : "left", count };
}

const ENDING_MONTHS = 6;

/** The documents in force that end soon, the next one first. */
export function endingSoon(documents: DocumentSummary[], today: string): (DocumentSummary & { ends_on: string })[] {
  const until = monthsLater(today, ENDING_MONTHS);
  return documents
    .filter((held): held is DocumentSummary & { ends_on: string } => held.validity === "in_force" && held.ends_on !== null)
    .filter(({ ends_on }) => today <= ends_on && ends_on <= until)
    .sort((one, other) => compared(one.ends_on, other.ends_on));
}
