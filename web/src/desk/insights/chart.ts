/** What a stacked bar chart draws, as parts of 1; drawing it is the component's. */
const WEEK = 7;
const MOST_STEPS = 4;
const MOST_LABELS = 7;

export type Counts = Readonly<Record<string, number>>;

export interface Day {
  day: string;
  counts: Counts;
}

/** What one bar stands for: the days from `first` to `last`. */
export interface Bar {
  first: string;
  last: string;
  counts: Counts;
  total: number;
}

/** A part of a bar, from its foot up. */
export interface Piece {
  name: string;
  from: number;
  to: number;
}

/** A bar a day; a bar a week where there are more than `most` days. The last week may be short. */
export function barsOf(days: readonly Day[], most = Infinity): Bar[] {
  const size = days.length > most ? WEEK : 1;
  const bars: Bar[] = [];
  for (let at = 0; at < days.length; at += size) bars.push(joined(days.slice(at, at + size)));
  return bars;
}

/** How high the pieces of a bar stand where `top` is the height of the chart; what counts nothing has none. */
export function piecesOf(counts: Counts, names: readonly string[], top: number): Piece[] {
  let foot = 0;
  return names.flatMap((name) => {
    const count = counts[name] ?? 0;
    if (!count) return [];
    const piece = { name, from: foot / top, to: (foot + count) / top };
    foot += count;
    return [piece];
  });
}

/** Round numbers from 0 to the first that is not below `most`; never less than up to 1, so that nothing is not high. */
export function ticksOf(most: number): number[] {
  const step = stepFor(Math.max(most, 1) / MOST_STEPS);
  const count = Math.ceil(Math.max(most, 1) / step);
  return Array.from({ length: count + 1 }, (_, at) => at * step);
}

/** Which of so many bars have their day written below. */
export function labelled(count: number): number[] {
  const every = Math.ceil(count / MOST_LABELS) || 1;
  return Array.from({ length: Math.ceil(count / every) }, (_, at) => at * every);
}

/** All of each name over the bars. */
export function sumOf(all: readonly Counts[]): Record<string, number> {
  const sum: Record<string, number> = {};
  for (const counts of all) for (const [name, count] of Object.entries(counts)) sum[name] = (sum[name] ?? 0) + count;
  return sum;
}

function joined(days: readonly Day[]): Bar {
  const counts = sumOf(days.map((each) => each.counts));
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return { first: days[0]?.day ?? "", last: days[days.length - 1]?.day ?? "", counts, total };
}

/** The least of 1, 2, 5, 10, 20, 50 … that is not below a number. */
function stepFor(least: number): number {
  for (let power = 1; ; power *= 10) {
    const step = [1, 2, 5].find((each) => each * power >= least);
    if (step) return step * power;
  }
}
