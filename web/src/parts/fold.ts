/** A text made alike for comparing: `from[n]` is the code point of the source that letter `n` came of. */
export interface Folded {
  letters: string[];
  from: number[];
}

/** For a character that is also written in other ways, in Traditional or Simplified: the one that stands for them all. */
export type Variants = ReadonlyMap<string, string>;

const BRACKETS: Record<string, string> = { "〔": "(", "[": "(", "【": "(", "〕": ")", "]": ")", "】": ")" };

/**
 * Letters without regard to case, width, blanks and the sort of bracket: people type 文号 with any of them. With variants
 * also without regard to the script, letter by letter, so that each keeps its place.
 */
export function folded(text: string, variants?: Variants): Folded {
  const letters: string[] = [];
  const from: number[] = [];
  Array.from(text).forEach((letter, at) => {
    for (const plain of letter.normalize("NFKC").toLowerCase()) {
      if (!plain.trim()) continue;
      letters.push(BRACKETS[plain] ?? variants?.get(plain) ?? plain);
      from.push(at);
    }
  });
  return { letters, from };
}

export function foldedText(text: string, variants?: Variants): string {
  return folded(text, variants).letters.join("");
}
