import { describe, expect, it } from "vitest";
import type { DocumentSummary } from "../api/types";
import { variants } from "../parts/variants";
import { matching, optionsOf, queryOf, type Wanted, wantedOf } from "./filters";

const ALL: Wanted = { kind: "", region: "", validity: "", topic: "", words: "" };

function held(id: string, more: Partial<DocumentSummary> = {}): DocumentSummary {
  const plain = { id, title: id, short_title: id, kind: "digest", issuer: "未写明", doc_number: null, validity: "in_force", region: "广东省", topics: [] };
  return { ...plain, ...more } as DocumentSummary;
}

const DOCUMENTS = [
  held("plan", { title: "行动方案", kind: "official_text", validity: "expired", issuer: "广东省工业和信息化厅" }),
  held("fund", { title: "技改资金", doc_number: "粤工信规字〔2024〕7号", region: "广东省（不含深圳）", topics: ["设备更新"] }),
  held("pilot", { title: "试点", region: "广东省14个试点市" }),
  held("town", { title: "虎门措施", region: "东莞市虎门镇", topics: ["设备更新", "品牌"] }),
];

const ids = (wanted: Partial<Wanted>) => matching(DOCUMENTS, { ...ALL, ...wanted }).map(({ id }) => id);

describe("filtering documents", () => {
  it("keeps the filters in the query string and gives them back", () => {
    const wanted = { ...ALL, region: "东莞市虎门镇", words: "奖 励" };
    expect(wantedOf(queryOf(wanted))).toEqual(wanted);
    expect(queryOf(ALL).toString()).toBe("");
  });

  it("searches title, short title, number and issuer, in any sort of brackets, for every word", () => {
    expect(ids({ words: "[2024] 7号" })).toEqual(["fund"]);
    expect(ids({ words: "方案 信息化厅" })).toEqual(["plan"]);
    expect(ids({ words: "方案 技改" })).toEqual([]);
    expect(ids({ words: "  " })).toHaveLength(4);
  });

  it("finds either script by the other once it has the variants, and before that the script that is typed", () => {
    const documents = [held("simplified", { title: "设备更新贷款贴息" }), held("traditional", { title: "設備更新貸款貼息" })];
    const found = (words: string, ...known: [] | [typeof variants]) => matching(documents, { ...ALL, words }, ...known).map(({ id }) => id);
    expect(found("設備 貼息", variants)).toEqual(["simplified", "traditional"]);
    expect(found("设备 贴息", variants)).toEqual(["simplified", "traditional"]);
    expect(found("設備")).toEqual(["traditional"]);
    expect(found("设备")).toEqual(["simplified"]);
    expect(optionsOf(documents, "region", { ...ALL, words: "設備" }, variants)).toEqual([{ value: "广东省", count: 2 }]);
  });

  it("takes every filter that is chosen", () => {
    expect(ids({ topic: "设备更新" })).toEqual(["fund", "town"]);
    expect(ids({ topic: "设备更新", region: "广东省" })).toEqual(["fund"]);
    expect(ids({ kind: "official_text", validity: "in_force" })).toEqual([]);
    expect(ids({ kind: "nonsense" })).toEqual([]);
  });

  it("gathers regions, and counts what each value would show", () => {
    expect(optionsOf(DOCUMENTS, "region", ALL)).toEqual([
      { value: "广东省", count: 3 },
      { value: "东莞市虎门镇", count: 1 },
    ]);
    expect(optionsOf(DOCUMENTS, "region", { ...ALL, kind: "official_text", region: "东莞市虎门镇" })).toEqual([
      { value: "广东省", count: 1 },
      { value: "东莞市虎门镇", count: 0 },
    ]);
  });
});
