import type { Span } from "../api/types";
import { runsOf } from "../parts/spans";

/** What is marked in the text, in code points of the whole of it. */
export interface Marks {
  cited: Span | null;
  found: Span[];
  current: Span | null;
}

interface Props {
  letters: string[];
  start: number;
  end: number;
  marks: Marks;
  /** In a table's cell backslashes keep bars whole; they are not shown. */
  inCell?: boolean;
}

/** A stretch of the text with its marks: what was cited, what was searched for. */
export function Words({ letters, start, end, marks: { cited, found, current }, inCell = false }: Props) {
  const place = ([from, to]: Span): Span => [from - start, to - start];
  const layers = [cited ? [cited] : [], found, current ? [current] : []].map((spans) => spans.map(place));
  return runsOf(letters.slice(start, end).join(""), ...layers).map((run, index) => {
    const [isCited, isFound, isCurrent] = run.within;
    const words = inCell ? run.text.replace(/\\([\\#*+_|-])/g, "$1") : run.text;
    if (!isCited && !isFound) return <span key={index}>{words}</span>;
    return (
      <mark
        key={index}
        className={isFound ? "match" : undefined}
        data-cited={isCited || undefined}
        data-current={isCurrent || undefined}
        tabIndex={isCited ? -1 : undefined}
      >
        {words}
      </mark>
    );
  });
}
