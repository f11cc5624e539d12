import type { Span } from "./types";

export interface Run {
  text: string;
  marked: boolean;
}

/** Cuts a text at spans that are measured in code points, which JavaScript's own offsets are not. */
export function runsOf(text: string, marks: Span[]): Run[] {
  const letters = Array.from(text);
  const runs: Run[] = [];
  let at = 0;
  const add = (end: number, marked: boolean) => {
    if (end > at) runs.push({ text: letters.slice(at, end).join(""), marked });
    at = Math.max(at, end);
  };
  for (const [start, end] of [...marks].sort((left, right) => left[0] - right[0])) {
    add(Math.min(start, letters.length), false);
    add(Math.min(end, letters.length), true);
  }
  add(letters.length, false);
  return runs;
}

/** The part of a span that lies within a line, counted from the line's start. */
export function within(span: Span, lineStart: number, length: number): Span[] {
  const start = Math.max(span[0] - lineStart, 0);
  const end = Math.min(span[1] - lineStart, length);
  return start < end ? [[start, end]] : [];
}
