import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

const MINUTE_MS = 60_000;
const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ["day", 24 * 60 * MINUTE_MS],
  ["hour", 60 * MINUTE_MS],
  ["minute", MINUTE_MS],
];

const EXACT = { year: "numeric", month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit" } as const;

/** How far a moment is away, in the largest unit that it fills: as a number of them, negative where it is past. */
export function distanceTo(moment: string, now: number): [number, Intl.RelativeTimeFormatUnit] {
  const ms = Date.parse(moment) - now;
  const [unit, size] = STEPS.find(([, step]) => Math.abs(ms) >= step) ?? ["minute", MINUTE_MS];
  // What is left is not to look more than it is, and what is past not less.
  return [Math.trunc(ms / size), unit as Intl.RelativeTimeFormatUnit];
}

export function isPast(moment: string, now: number): boolean {
  return Date.parse(moment) <= now;
}

/** A moment as the field `datetime-local` holds it, by the device's clock. */
export function fieldOf(moment: string | null): string {
  if (!moment) return "";
  const local = new Date(Date.parse(moment) - new Date(moment).getTimezoneOffset() * MINUTE_MS);
  return local.toISOString().slice(0, 16);
}

export function momentOf(field: string): string | null {
  return field ? new Date(field).toISOString() : null;
}

/** The time, told anew every minute. */
export function useNow(): number {
  const [now, tell] = useState(Date.now);
  useEffect(() => {
    const timer = window.setInterval(() => tell(Date.now()), MINUTE_MS);
    return () => window.clearInterval(timer);
  }, []);
  return now;
}

/** Words for moments in the language of the page. */
export function useTimes() {
  const language = useTranslation().i18n.language;
  const now = useNow();
  const relative = new Intl.RelativeTimeFormat(language, { numeric: "always" });
  const exact = new Intl.DateTimeFormat(language, EXACT);
  return {
    now,
    ago: (moment: string) => relative.format(...distanceTo(moment, now)),
    exactly: (moment: string) => exact.format(new Date(moment)),
  };
}
