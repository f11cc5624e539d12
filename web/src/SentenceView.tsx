import { runsOf } from "./text";
import type { Citation, Sentence } from "./types";

interface Props {
  sentence: Sentence;
  citations: Citation[];
  onCite(citation: Citation): void;
}

export function SentenceView({ sentence, citations, onCite }: Props) {
  return (
    <p className="sentence">
      {runsOf(sentence.text, sentence.marks).map((run, index) =>
        run.within[0] ? <mark key={index}>{run.text}</mark> : <span key={index}>{run.text}</span>,
      )}
      {sentence.citations.map((n) => {
        const citation = citations.find((held) => held.n === n);
        return (
          <button
            key={n}
            type="button"
            className="chip"
            disabled={!citation}
            aria-label={citation ? `出处 ${n}：${citation.title}，${citation.locator}` : `出处 ${n}`}
            onClick={() => citation && onCite(citation)}
          >
            {n}
          </button>
        );
      })}
    </p>
  );
}
