import type { Citation, Sentence } from "../api/types";
import { Chip } from "../evidence/Chip";
import { runsOf } from "../parts/spans";
import { lastOf } from "../parts/last";

interface Props {
  sentence: Sentence;
  citations: Citation[];
  onCite(citation: Citation): void;
}

/** A verified sentence, what was asked marked in it, its citations as chips behind it. */
export function SentenceView({ sentence, citations, onCite }: Props) {
  const chip = (n: number) => (
    <Chip key={n} n={n} citation={citations.find((held) => held.n === n)} onCite={onCite} />
  );
  const letters = Array.from(sentence.text);
  const runs = runsOf(sentence.text, sentence.marks, [[letters.length - 1, letters.length]]);
  const shown = runs.map(({ text, within }, index) =>
    within[0] ? <mark key={index}>{text}</mark> : <span key={index}>{text}</span>,
  );
  return (
    <p className={`sentence ${sentence.role}`}>
      {shown.slice(0, -1)}
      {/* The first chip stays with the last letter, so that no line begins with it. */}
      <span className="ending">
        {lastOf(shown)}
        {sentence.citations.slice(0, 1).map(chip)}
      </span>
      {sentence.citations.slice(1).map(chip)}
    </p>
  );
}
