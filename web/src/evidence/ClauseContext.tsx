import { type ReactNode, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { ClauseInContext, Line, Span } from "../api/types";
import { runsOf } from "../parts/spans";
import { lastOf } from "../parts/last";

interface Props {
  clause: ClauseInContext;
  quote: Span;
}

/** The lines around a clause, with tables as tables, scrolled to the marked quote. */
export function ClauseContext({ clause, quote }: Props) {
  const { t } = useTranslation();
  const place = useRef<HTMLDivElement>(null);
  const letters = Array.from(clause.context.text);

  useEffect(() => {
    // Newer browsers return a promise, which must not be taken for what undoes the effect.
    void place.current?.querySelector("mark")?.scrollIntoView({ block: "center" });
  }, [clause]);

  const words = (start: number, end: number) => {
    const offset = clause.context.start;
    const stretch = letters.slice(start - offset, end - offset).join("");
    return runsOf(stretch, [[quote[0] - start, quote[1] - start]]).map((run, index) =>
      run.within[0] ? <mark key={index}>{run.text}</mark> : <span key={index}>{run.text}</span>,
    );
  };
  return (
    <div ref={place} className="original" role="group" aria-label={t("clause.original")} tabIndex={0}>
      {grouped(clause.context.lines).map(([first, ...more]) => {
        if (first.sort === "row") return <Rows key={first.start} lines={[first, ...more]} words={words} />;
        const shown = words(first.start, first.end);
        return first.sort === "heading" ? (
          <p key={first.start} className="heading">
            <strong>{shown}</strong>
          </p>
        ) : (
          <p key={first.start}>{shown}</p>
        );
      })}
    </div>
  );
}

function Rows({ lines, words }: { lines: Line[]; words(start: number, end: number): ReactNode }) {
  return (
    <div className="rows">
      <table>
        <tbody>
          {lines.map((line) => (
            <tr key={line.start}>
              {line.cells.map((cell) => {
                const Cell = line.is_header ? "th" : "td";
                return <Cell key={cell.start}>{words(cell.start, cell.end)}</Cell>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

type Group = [Line, ...Line[]];

/** Rows of one table together, every other line by itself. */
function grouped(lines: Line[]): Group[] {
  const groups: Group[] = [];
  for (const line of lines) {
    const last = lastOf(groups);
    if (line.sort === "row" && last?.[0].sort === "row" && !line.is_header) last.push(line);
    else groups.push([line]);
  }
  return groups;
}
