import type { Finding } from "../types";
import type { Block } from "./blocks";

/** Something in a paragraph that no clause supports; `start` and `end` count code points. */
export type Flaw = Pick<Finding, "start" | "end" | "flaw" | "what" | "message">;

/** What was found in a paragraph, and in which words of it. */
export interface Checked {
  text: string;
  flaws: Flaw[];
}

/** By the keys of the blocks that were sent: the server counts only paragraphs that hold words. */
export function checkedOf(blocks: readonly Block[], findings: readonly Finding[]): Map<number, Checked> {
  const sent = blocks.filter(({ text }) => text.trim());
  return new Map(sent.map(({ key, text }, at) => [key, { text, flaws: findings.filter(({ paragraph }) => paragraph === at) }]));
}

/** The flaws while one types on and the next check is not back: they move with their words, and go with them. */
export function carried({ text: before, flaws }: Checked, after: string): Flaw[] {
  if (before === after) return flaws;
  const old = Array.from(before);
  const now = Array.from(after);
  const most = Math.min(old.length, now.length);
  let head = 0;
  while (head < most && old[head] === now[head]) head += 1;
  let tail = 0;
  while (tail < most - head && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail += 1;
  const moved = now.length - old.length;
  return flaws.flatMap((flaw) => {
    if (flaw.end <= head) return [flaw];
    if (flaw.start >= old.length - tail) return [{ ...flaw, start: flaw.start + moved, end: flaw.end + moved }];
    return [];
  });
}

/** Where a code point begins in JavaScript's own counting, in which 𠮷 is two. */
export function unitsBefore(text: string, codePoints: number): number {
  return Array.from(text).slice(0, codePoints).join("").length;
}

/** How many code points there are before a place of JavaScript's own counting. */
export function codePointsBefore(text: string, units: number): number {
  return Array.from(text.slice(0, units)).length;
}

/** The flaw at a caret, both of its edges included. */
export function flawAt(text: string, flaws: readonly Flaw[], units: number): Flaw | undefined {
  const at = codePointsBefore(text, units);
  return narrowest(flaws.filter(({ start, end }) => start <= at && at <= end));
}

/** Of flaws in the same place the one that says most of it. */
export function narrowest(flaws: readonly Flaw[]): Flaw | undefined {
  return [...flaws].sort((one, other) => one.end - one.start - (other.end - other.start))[0];
}
