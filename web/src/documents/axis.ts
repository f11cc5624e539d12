import { monthsLater } from "../parts/days";
import type { Slot } from "./timeline";

const MONTHS_BACK = 12;
const MONTHS_AHEAD = 14;
/** As long as a bar is drawn when one of its ends is not known. */
const GUESSED_MONTHS = 1.5;
const DAY_IN_MONTHS = 1 / 30;

/** An axis of months, all as wide: the first one, counted from the year 0, and how many. */
export interface Axis {
  first: number;
  months: number;
}

/** A bar in shares of the axis; an end is open where it is not known, or lies beyond the axis. */
export interface Bar {
  from: number;
  to: number;
  isOpenFrom: boolean;
  isOpenTo: boolean;
}

export function axisAround(today: string): Axis {
  const first = Math.floor(monthOf(monthsLater(today, -MONTHS_BACK)));
  return { first, months: MONTHS_BACK + MONTHS_AHEAD };
}

export function shareOf(day: string, { first, months }: Axis): number {
  return (monthOf(day) - first) / months;
}

/** Where a month begins that is named on the axis: every third one. */
export function ticksOf({ first, months }: Axis): { share: number; year: number; month: number }[] {
  return Array.from({ length: months }, (_, index) => first + index)
    .filter((month) => month % 3 === 0)
    .map((month) => ({ share: (month - first) / months, year: Math.floor(month / 12), month: (month % 12) + 1 }));
}

/** None where no day is known, or all of it lies beyond the axis. */
export function barOf({ opens, closes }: Slot, today: string, axis: Axis): Bar | null {
  const guessed = GUESSED_MONTHS / axis.months;
  const now = shareOf(today, axis);
  const opened = opens ? shareOf(opens, axis) : null;
  // A window is open until its last day is over.
  const closed = closes ? shareOf(closes, axis) + DAY_IN_MONTHS / axis.months : null;
  const from = opened ?? (closed === null ? null : Math.min(closed - guessed, now));
  const to = closed ?? (opened === null ? null : Math.max(opened + guessed, now));
  if (from === null || to === null) return null;
  if (to <= 0 || from >= 1) return null;
  return {
    from: Math.max(0, from),
    to: Math.min(1, to),
    isOpenFrom: opened === null || from < 0,
    isOpenTo: closed === null || to > 1,
  };
}

function monthOf(day: string): number {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const length = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return year * 12 + month - 1 + (date - 1) / length;
}
