import { describe, expect, it } from "vitest";
import type { Clause, DocumentWithText, Line } from "../api/types";
import { blocksOf, headingsOf, piecesOf } from "./blocks";

const TEXT = "总则。支持改造。";

function clause(number: string, start: number, end: number, more: Partial<Clause> = {}): Clause {
  const text = Array.from(TEXT).slice(start, end).join("");
  return { id: `d:${number}`, document_id: "d", level: "text", locator: "", heading: "", text, start, end, digest: "", parent_id: null, ...more };
}

function line(start: number, end: number, ids: string[], more: Partial<Line> = {}): Line {
  return { start, end, sort: "text", level: null, is_header: false, cells: [], clause_ids: ids.map((id) => `d:${id}`), ...more };
}

function document(lines: Line[], clauses: Clause[]): DocumentWithText {
  return { text: TEXT, lines, clauses } as DocumentWithText;
}

describe("a document's blocks", () => {
  it("gathers rows into tables, a new one at every heading row", () => {
    const row = (is_header: boolean) => line(0, 1, [], { sort: "row", is_header });
    const blocks = blocksOf(document([line(0, 1, []), row(true), row(false), row(true), line(0, 1, [])], []));
    expect(blocks.map(({ sort, rows }) => [sort, rows.length])).toEqual([["line", 1], ["table", 2], ["table", 1], ["line", 1]]);
  });

  it("cuts a line where its clauses begin and end, and loses nothing of it", () => {
    const held = { line: line(0, 8, []), clauses: [clause("1", 0, 3), clause("1.s1", 3, 7)] };
    expect(piecesOf(held).map(({ start, end, clause }) => [start, end, clause?.id])).toEqual([
      [0, 3, "d:1"],
      [3, 7, "d:1.s1"],
      [7, 8, undefined],
    ]);
  });

  it("shows of a clause over several lines what each of them holds", () => {
    expect(piecesOf({ line: line(2, 5, []), clauses: [clause("1", 0, 8)] })).toMatchObject([{ start: 2, end: 5 }]);
  });

  it("takes into the outline what begins a paragraph, too, but not the title", () => {
    const outline = { level: "outline" as const };
    const clauses = [
      clause("title", 0, 1, outline),
      clause("1", 0, 3, { ...outline, parent_id: "d:title" }),
      clause("1.1", 3, 8, { ...outline, parent_id: "d:1" }),
    ];
    const blocks = blocksOf(document([line(0, 1, ["title"]), line(0, 8, ["1", "1.1"])], clauses));
    expect(headingsOf(blocks)).toEqual([
      { number: "1", words: "总则", depth: 0 },
      { number: "1.1", words: "支持改造", depth: 1 },
    ]);
  });
});
