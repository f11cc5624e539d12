import type { Line, Span } from "../api/types";
import { folded, type Folded, type Variants } from "../parts/fold";

/** A piece of the text in which a match lies whole: a line, or a cell of a row. */
export interface Searchable extends Folded {
  start: number;
}

export function searchableOf(letters: string[], lines: Line[], variants?: Variants): Searchable[] {
  return lines
    .flatMap((line): { start: number; end: number }[] => (line.sort === "row" ? line.cells : [line]))
    .map(({ start, end }) => ({ start, ...folded(letters.slice(start, end).join(""), variants) }));
}

/** Where the wanted words stand, as spans of code points of the text, in order and not overlapping. */
export function matchesOf(pieces: Searchable[], wanted: string, variants?: Variants): Span[] {
  const sought = folded(wanted, variants).letters;
  if (!sought.length) return [];
  const found: Span[] = [];
  for (const { start, letters, from } of pieces) {
    for (let at = 0; at + sought.length <= letters.length; at++) {
      if (sought.some((letter, index) => letters[at + index] !== letter)) continue;
      const last = at + sought.length - 1;
      found.push([start + (from[at] ?? 0), start + (from[last] ?? 0) + 1]);
      at = last;
    }
  }
  return found;
}
