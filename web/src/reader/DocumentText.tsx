import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Beside, BesideClause, DocumentWithText, Span } from "../api/types";
import { documentAddress } from "../parts/addresses";
import type { Block } from "./blocks";
import { BlockView } from "./BlockView";
import type { Marks } from "./Words";
import { lastOf } from "../parts/last";

interface Props {
  document: DocumentWithText;
  letters: string[];
  blocks: Block[];
  marks: Marks;
  aimed: string | null;
  beside: Beside | null;
}

const UNMARKED: Marks = { cited: null, found: [], current: null };

/** The whole text, its marks, and what stands beside it. */
export function DocumentText({ document, letters, blocks, marks, aimed, beside }: Props) {
  const { t } = useTranslation();
  const notes = useMemo(() => new Map(beside?.pairs.map((pair) => [pair.clause_id, pair.beside])), [beside]);
  return (
    <article className="document-text" lang="zh-CN" aria-label={t("reader.text")}>
      {blocks.map((block) => {
        const [start, end] = spanOf(block);
        return (
          <div className="block" key={start}>
            <BlockView
              document={document}
              letters={letters}
              block={block}
              marks={marksIn(marks, start, end)}
              aimed={block.rows.some(({ line }) => aimed && line.clause_ids.includes(`${document.id}:${aimed}`)) ? aimed : null}
            />
            {beside?.beside && <Notes of={beside.beside} notes={notesOf(block, notes)} />}
          </div>
        );
      })}
    </article>
  );
}

function spanOf({ rows }: Block): Span {
  return [rows[0].line.start, (lastOf(rows) ?? rows[0]).line.end];
}

/** The same object for all that have none, so that they are not drawn again. */
function marksIn({ cited, found, current }: Marks, start: number, end: number): Marks {
  const meets = (span: Span | null) => span && span[0] < end && start < span[1];
  const here = { cited: meets(cited) ? cited : null, found: found.filter(meets), current: meets(current) ? current : null };
  return here.cited || here.found.length ? here : UNMARKED;
}

function notesOf({ rows }: Block, notes: Map<string, BesideClause[]>): BesideClause[] {
  const held = rows.flatMap(({ line }) => line.clause_ids.flatMap((id) => notes.get(id) ?? []));
  return [...new Map(held.map((note) => [note.clause_id, note])).values()];
}

function Notes({ of, notes }: { of: NonNullable<Beside["beside"]>; notes: BesideClause[] }) {
  const { t } = useTranslation();
  if (!notes.length) return null;
  return (
    <div className="notes" role="note" aria-label={t(of.kind === "interpretation" ? "beside.interpretation" : "beside.original")}>
      {notes.map(({ clause_id, locator, text, start, end }, index) => (
        <div key={clause_id}>
          {locator !== notes[index - 1]?.locator && (
            <p className="facts">
              <Link to={documentAddress(of.document_id, { version: of.version, start, end })}>{locator}</Link>
            </p>
          )}
          <p>{text}</p>
        </div>
      ))}
    </div>
  );
}
