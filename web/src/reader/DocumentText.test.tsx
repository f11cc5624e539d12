import { cleanup, render, screen, within } from "@testing-library/react";
import { MemoryRouter } from "react-router";
import { afterEach, expect, it } from "vitest";
import type { Beside, Clause, DocumentWithText, Line } from "../api/types";
import "../i18n";
import { blocksOf } from "./blocks";
import { DocumentText } from "./DocumentText";
import type { Marks } from "./Words";
import { lastOf } from "../parts/last";

const TEXT = "一、补贴\n补贴𠮷厂20%。另行通知。\n| 地区 | 比例 |\n| 广\\|州 | 20% |";
const LETTERS = Array.from(TEXT);

function clause(number: string, text: string, more: Partial<Clause> = {}): Clause {
  const start = Array.from(TEXT.slice(0, TEXT.indexOf(text))).length;
  const end = start + Array.from(text).length;
  return { id: `d:${number}`, document_id: "d", level: "text", locator: `第${number}条`, heading: "", text, start, end, digest: "", parent_id: null, ...more };
}

const CLAUSES = [
  clause("1", "一、补贴", { level: "outline" }),
  clause("1.s1", "补贴𠮷厂20%。"),
  clause("1.s2", "另行通知。"),
  clause("1.t1", "| 地区 | 比例 |", { level: "outline" }),
  clause("1.t1.r1", "| 广\\|州 | 20% |"),
];

function line(numbers: string[], more: Partial<Line> = {}): Line {
  const held = CLAUSES.filter(({ id }) => numbers.includes(id.slice(2)));
  const [start, end] = [held[0]?.start ?? 0, lastOf(held)?.end ?? 0];
  return { start, end, sort: "text", level: null, is_header: false, cells: [], clause_ids: held.map(({ id }) => id), ...more };
}

function cells(number: string, ...words: string[]): Line["cells"] {
  const row = CLAUSES.find(({ id }) => id === `d:${number}`);
  return words.map((text) => {
    const start = (row?.start ?? 0) + Array.from(row?.text.slice(0, row.text.indexOf(text)) ?? "").length;
    return { text, start, end: start + Array.from(text).length };
  });
}

const DOCUMENT = {
  id: "d",
  version: 3,
  text: TEXT,
  clauses: CLAUSES,
  lines: [
    line(["1"], { sort: "heading", level: 2 }),
    line(["1.s1", "1.s2"]),
    line(["1.t1"], { sort: "row", is_header: true, cells: cells("1.t1", "地区", "比例") }),
    line(["1.t1.r1"], { sort: "row", cells: cells("1.t1.r1", "广\\|州", "20%") }),
  ],
} as DocumentWithText;

const UNMARKED: Marks = { cited: null, found: [], current: null };

function shown(marks: Partial<Marks> = {}, beside: Beside | null = null) {
  const text = (
    <DocumentText document={DOCUMENT} letters={LETTERS} blocks={blocksOf(DOCUMENT)} marks={{ ...UNMARKED, ...marks }} aimed={null} beside={beside} />
  );
  return render(<MemoryRouter>{text}</MemoryRouter>).container;
}

afterEach(cleanup);

it("shows headings, paragraphs and tables as what they are, without the bars and backslashes that hold a table", () => {
  shown();
  expect(screen.getByRole("heading", { level: 3 }).textContent).toBe("一、补贴");
  const table = within(screen.getByRole("table"));
  expect(table.getAllByRole("columnheader").map((cell) => cell.textContent)).toEqual(["地区", "比例"]);
  expect(table.getAllByRole("cell").map((cell) => cell.textContent)).toEqual(["广|州", "20%"]);
});

it("marks what is cited by code points, over clauses too, so that it can take the focus", () => {
  const [, , rule] = CLAUSES;
  const container = shown({ cited: [(rule?.start ?? 0) - 4, (rule?.start ?? 0) + 2] });
  const marks = [...container.querySelectorAll<HTMLElement>("[data-cited]")];
  expect(marks.map((mark) => mark.textContent)).toEqual(["20%。", "另行"]);
  expect(marks.every((mark) => mark.tabIndex === -1)).toBe(true);
});

it("names every clause by its number, and offers its address", () => {
  const container = shown();
  for (const { id } of CLAUSES) expect(container.querySelectorAll(`[id="${id.slice(2)}"]`)).toHaveLength(1);
  expect(screen.getByRole("button", { name: "复制这一条的链接：第1.s2条" })).toBeTruthy();
});

it("puts a clause of the interpretation once beside the line that it belongs to", () => {
  const note = { clause_id: "i:1", locator: "二", text: "解读的话。", start: 4, end: 9 };
  const of = { document_id: "i", version: 1, title: "解读", short_title: "解读", kind: "interpretation" as const };
  const pairs = ["d:1.s1", "d:1.s2"].map((clause_id) => ({ clause_id, beside: [note] }));
  shown({}, { document_id: "d", version: 3, beside: of, pairs });
  expect(screen.getAllByText("解读的话。")).toHaveLength(1);
  expect(screen.getByRole("link", { name: "二" }).getAttribute("href")).toBe("/documents/i?version=1&start=4&end=9");
});
