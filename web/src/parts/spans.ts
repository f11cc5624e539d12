import type { Span } from "../api/types";

export interface Run {
  text: string;
  /** For each layer of spans, in order: whether the run lies in one of them. */
  within: boolean[];
}

/** Cuts a text where spans begin and end. Spans count code points, which JavaScript's own offsets do not. */
export function runsOf(text: string, ...layers: Span[][]): Run[] {
  const letters = Array.from(text);
  const inside = layers.flat(2).filter((edge) => edge > 0 && edge < letters.length);
  const edges = [...new Set([0, ...inside, letters.length])].sort((left, right) => left - right);
  return edges.slice(0, -1).map((start, index) => {
    const end = edges[index + 1] ?? letters.length;
    const within = layers.map((spans) => spans.some(([from, to]) => from <= start && end <= to));
    return { text: letters.slice(start, end).join(""), within };
  });
}
