import type { Clause, DocumentWithText, Line } from "../api/types";
import { numberOf } from "../parts/addresses";
import { lastOf } from "../parts/last";

/** A line with the clauses of which it holds some. */
export interface Row {
  line: Line;
  clauses: Clause[];
}

/** What is shown as one: a line, or the rows of a table. */
export interface Block {
  sort: "line" | "table";
  rows: [Row, ...Row[]];
}

export function blocksOf({ lines, clauses }: DocumentWithText): Block[] {
  const byId = new Map(clauses.map((clause) => [clause.id, clause]));
  const blocks: Block[] = [];
  for (const line of lines) {
    const row = { line, clauses: line.clause_ids.flatMap((id) => byId.get(id) ?? []) };
    const before = lastOf(blocks);
    if (line.sort !== "row") blocks.push({ sort: "line", rows: [row] });
    else if (line.is_header || before?.sort !== "table") blocks.push({ sort: "table", rows: [row] });
    else before.rows.push(row);
  }
  return blocks;
}

export interface Piece {
  start: number;
  end: number;
  /** None for what no clause holds. */
  clause: Clause | null;
}

/** A line cut into its clauses, and what stands between them. */
export function piecesOf({ line, clauses }: Row): Piece[] {
  const pieces: Piece[] = [];
  let at = line.start;
  for (const clause of clauses) {
    const start = Math.max(at, clause.start);
    const end = Math.min(line.end, clause.end);
    if (start >= end) continue;
    if (at < start) pieces.push({ start: at, end: start, clause: null });
    pieces.push({ start, end, clause });
    at = end;
  }
  if (at < line.end) pieces.push({ start: at, end: line.end, clause: null });
  return pieces;
}

export interface Heading {
  number: string;
  words: string;
  /** From 0. */
  depth: number;
}

/** The outline: headings with a line of their own and those that begin a paragraph, without the title. */
export function headingsOf(blocks: Block[]): Heading[] {
  const depths = new Map<string, number>();
  const headings: Heading[] = [];
  for (const { sort, rows } of blocks) {
    if (sort === "table") continue;
    const [{ line, clauses }] = rows;
    for (const clause of clauses) {
      const number = numberOf(clause.id);
      if (clause.level !== "outline" || clause.start < line.start || number === "title") continue;
      const depth = clause.parent_id ? (depths.get(clause.parent_id) ?? -1) + 1 : 0;
      depths.set(clause.id, depth);
      headings.push({ number, words: clause.text.trim().replace(/[，。：；]$/, ""), depth });
    }
  }
  return headings;
}
