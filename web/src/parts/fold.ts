/** A text made alike for comparing: `from[n]` is the code point of the source that letter `n` came of. */
export interface Folded {
  letters: string[];
  from: number[];
}

const BRACKETS: Record<string, string> = { "〔": "(", "[": "(", "【": "(", "〕": ")", "]": ")", "】": ")" };

/** Letters without regard to case, width, blanks and the sort of bracket: people type 文号 with any of them. */
export function folded(text: string): Folded {
  const letters: string[] = [];
  const from: number[] = [];
  Array.from(text).forEach((letter, at) => {
    for (const plain of letter.normalize("NFKC").toLowerCase()) {
      if (!plain.trim()) continue;
      letters.push(BRACKETS[plain] ?? plain);
      from.push(at);
    }
  });
  return { letters, from };
}

export function foldedText(text: string): string {
  return folded(text).letters.join("");
}
