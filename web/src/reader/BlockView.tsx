import { memo } from "react";
import { useTranslation } from "react-i18next";
import type { DocumentWithText } from "../api/types";
import { numberOf } from "../parts/addresses";
import { Anchor } from "./Anchor";
import { type Block, type Piece, piecesOf, type Row } from "./blocks";
import { type Marks, Words } from "./Words";

interface Props {
  document: DocumentWithText;
  letters: string[];
  block: Block;
  marks: Marks;
  /** The number of the clause that the address names. */
  aimed: string | null;
}

/** A line or a table. Kept as it is while nothing in it changes: a search marks few of many. */
export const BlockView = memo(function BlockView(props: Props) {
  if (props.block.sort === "table") return <Table {...props} />;
  const [row] = props.block.rows;
  const Tag = tagOf(row);
  return (
    <Tag>
      {piecesOf(row).map((piece) => (
        <ClauseView key={piece.start} piece={piece} {...props} />
      ))}
    </Tag>
  );
});

const TAGS = ["h2", "h3", "h4", "h5", "h6"] as const;

/** The page has the title as its first heading; those of the text come below it. */
function tagOf({ line }: Row): (typeof TAGS)[number] | "p" {
  if (line.sort !== "heading") return "p";
  return TAGS[Math.min((line.level ?? TAGS.length) - 1, TAGS.length - 1)] ?? "h6";
}

function ClauseView({ piece: { start, end, clause }, document, letters, marks, aimed }: Props & { piece: Piece }) {
  const words = <Words letters={letters} start={start} end={end} marks={marks} />;
  if (!clause) return words;
  const number = numberOf(clause.id);
  const begins = clause.start >= start;
  // Headings that begin a paragraph are set off in it, too.
  const className = clause.level === "outline" ? "clause heading" : "clause";
  return (
    <span className={className} id={begins ? number : undefined} tabIndex={-1} data-aimed={number === aimed || undefined}>
      {words}
      {clause.end <= end && <Anchor clause={clause} version={document.version} />}
    </span>
  );
}

function Table({ block: { rows }, ...shown }: Props) {
  const { t } = useTranslation();
  const header = rows[0].line.is_header ? rows[0] : null;
  return (
    <div className="table-place" role="region" aria-label={t("reader.table", { locator: rows[0].clauses[0]?.locator ?? "" })} tabIndex={0}>
      <table>
        {header && (
          <thead>
            <TableRow row={header} {...shown} />
          </thead>
        )}
        <tbody>
          {rows.map((row) => row !== header && <TableRow key={row.line.start} row={row} {...shown} />)}
        </tbody>
      </table>
    </div>
  );
}

function TableRow({ row: { line, clauses }, document, letters, marks, aimed }: Omit<Props, "block"> & { row: Row }) {
  const [clause] = clauses;
  const number = clause && numberOf(clause.id);
  const last = line.cells.length - 1;
  return (
    <tr className="clause" id={number} tabIndex={-1} data-aimed={(number && number === aimed) || undefined}>
      {line.cells.map((cell, index) => {
        const words = <Words letters={letters} start={cell.start} end={cell.end} marks={marks} inCell />;
        const anchor = clause && index === last && <Anchor clause={clause} version={document.version} />;
        return line.is_header ? (
          <th key={cell.start} scope="col">
            {words}
            {anchor}
          </th>
        ) : (
          <td key={cell.start}>
            {words}
            {anchor}
          </td>
        );
      })}
    </tr>
  );
}
