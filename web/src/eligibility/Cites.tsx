import type { Citation } from "../api/types";
import { Chip } from "../evidence/Chip";
import { lastOf } from "../parts/last";

export interface Citing {
  citations: Citation[];
  onCite(citation: Citation): void;
}

/** The chips behind a statement. */
export function Cites({ numbers, citations, onCite }: Citing & { numbers: number[] }) {
  return numbers.map((n) => <Chip key={n} n={n} citation={citations.find((held) => held.n === n)} onCite={onCite} />);
}

/** A statement with its chips; the first one stays with the last letter, so that no line begins with it. */
export function Said({ text, numbers, ...citing }: Citing & { text: string; numbers: number[] }) {
  const letters = Array.from(text);
  return (
    <>
      {letters.slice(0, -1).join("")}
      <span className="ending">
        {lastOf(letters)}
        <Cites numbers={numbers.slice(0, 1)} {...citing} />
      </span>
      <Cites numbers={numbers.slice(1)} {...citing} />
    </>
  );
}
