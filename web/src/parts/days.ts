/** Days as documents state them: `2024`, `2024-03` or `2024-03-15`. Reckoned in UTC, where every day has 24 hours. */
const DAY_MS = 86_400_000;

export function isDay(stated: string): boolean {
  return stated.length === 10;
}

/** The first day that a statement covers. */
export function firstDay(stated: string): string {
  return stated.length === 4 ? `${stated}-01-01` : stated.length === 7 ? `${stated}-01` : stated;
}

/** The last day that a statement covers. */
export function lastDay(stated: string): string {
  if (isDay(stated)) return stated;
  const [year = 0, month = 12] = stated.split("-").map(Number);
  return written(Date.UTC(year, month, 0));
}

export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

/** The same day of another month, or that month's last day where it is shorter. */
export function monthsLater(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return written(Date.UTC(year, month - 1 + months, Math.min(date, last)));
}

/** Today by the device's own calendar. */
export function localToday(): string {
  const now = new Date();
  return written(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()));
}

function written(moment: number): string {
  return new Date(moment).toISOString().slice(0, 10);
}
