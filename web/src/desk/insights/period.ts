/** Which days are wanted, as the page's address says it. Days are reckoned in UTC, where every day has 24 hours. */
const DAY_MS = 86_400_000;

export const SPANS = [7, 28, 90] as const;
const USUAL: Span = 28;

export type Span = (typeof SPANS)[number];

/** From `first` to `last`, both among them; `span` is null where the days are one's own. */
export interface Period {
  first: string;
  last: string;
  span: Span | null;
}

/** What an address asks for; what is missing or no day is the usual span up to today. */
export function periodOf(query: URLSearchParams, today: string): Period {
  const [first, last] = [query.get("first") ?? "", query.get("last") ?? ""];
  if (isWritten(first) && isWritten(last)) return { first, last, span: null };
  const span = SPANS.find((each) => String(each) === query.get("days")) ?? USUAL;
  return { first: daysLater(today, 1 - span), last: today, span };
}

function daysLater(day: string, count: number): string {
  return new Date(Date.parse(day) + count * DAY_MS).toISOString().slice(0, 10);
}

function isWritten(day: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day));
}
