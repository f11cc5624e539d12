import { describe, expect, it } from "vitest";
import type { Line } from "../api/types";
import { variants } from "../parts/variants";
import { matchesOf, searchableOf } from "./search";

function textLine(start: number, end: number): Line {
  return { start, end, sort: "text", level: null, is_header: false, cells: [], clause_ids: [] };
}

function found(text: string, wanted: string, lines?: Line[]): string[] {
  const letters = Array.from(text);
  const pieces = searchableOf(letters, lines ?? [textLine(0, letters.length)]);
  return matchesOf(pieces, wanted).map(([start, end]) => letters.slice(start, end).join(""));
}

describe("searching a document", () => {
  it("ignores case, width and blanks, and gives back the words as they are written", () => {
    expect(found("到 2024 年底，ＡＩ与ai", "2024年")).toEqual(["2024 年"]);
    expect(found("到 2024 年底，ＡＩ与ai", "Ai")).toEqual(["ＡＩ", "ai"]);
    expect(found("粤府〔2024〕27号", "(2024)27")).toEqual(["〔2024〕27"]);
  });

  it("counts code points", () => {
    const letters = Array.from("𠮷𠮷补贴");
    expect(matchesOf(searchableOf(letters, [textLine(0, 4)]), "补贴")).toEqual([[2, 4]]);
  });

  it("finds either script by the other, where it stands and as it is written", () => {
    const letters = Array.from("𠮷㎡设 备，設備与貸款貼息");
    const pieces = searchableOf(letters, [textLine(0, letters.length)], variants);
    for (const wanted of ["設備", "设备"]) {
      expect(matchesOf(pieces, wanted, variants)).toEqual([
        [2, 5],
        [6, 8],
      ]);
    }
    expect(matchesOf(pieces, "贷款贴息", variants)).toEqual([[9, 13]]);
  });

  it("finds the script that is typed as long as it has no variants", () => {
    expect(found("设备，設備", "設備")).toEqual(["設備"]);
  });

  it("does not let matches overlap", () => {
    expect(found("哈哈哈", "哈哈")).toEqual(["哈哈"]);
  });

  it("finds nothing for blanks, and nothing over the ends of lines and cells", () => {
    expect(found("甲 乙", "  ")).toEqual([]);
    expect(found("甲\n乙", "甲乙", [textLine(0, 1), textLine(2, 3)])).toEqual([]);
    const cells = [
      { text: "甲", start: 2, end: 3 },
      { text: "乙", start: 6, end: 7 },
    ];
    const row: Line = { ...textLine(0, 9), sort: "row", cells };
    expect(found("| 甲 | 乙 |", "甲|乙", [row])).toEqual([]);
    expect(found("| 甲 | 乙 |", "乙", [row])).toEqual(["乙"]);
  });
});
