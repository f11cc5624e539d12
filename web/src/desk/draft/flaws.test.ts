import { expect, test } from "vitest";
import type { Finding } from "../types";
import { runsOf } from "../../parts/spans";
import { blocksOf } from "./blocks";
import { carried, checkedOf, type Flaw, flawAt, unitsBefore } from "./flaws";

const flaw = (start: number, end: number): Flaw => ({ start, end, flaw: "figure", what: "800万元", message: "条款没有写" });
const marked = (text: string, flaws: Flaw[]) =>
  runsOf(text, flaws.map(({ start, end }): [number, number] => [start, end]))
    .filter(({ within }) => within[0])
    .map((run) => run.text);

test("offsets count code points: what stands behind a rare character is still underlined rightly", () => {
  const text = "𠮷林厂最高800万元。";
  expect(marked(text, [flaw(5, 10)])).toEqual(["800万元"]);
  expect(text.slice(unitsBefore(text, 5), unitsBefore(text, 10))).toBe("800万元");
});

test("an underline moves with its words while one types before or behind them", () => {
  const checked = { text: "最高800万元。", flaws: [flaw(2, 7)] };
  expect(marked("贷款最高800万元。", carried(checked, "贷款最高800万元。"))).toEqual(["800万元"]);
  expect(marked("最高800万元。另有", carried(checked, "最高800万元。另有"))).toEqual(["800万元"]);
  expect(marked("😀最高800万元。", carried(checked, "😀最高800万元。"))).toEqual(["800万元"]);
});

test("an underline goes when its words are changed", () => {
  const checked = { text: "最高800万元。", flaws: [flaw(2, 7)] };
  expect(carried(checked, "最高500万元。")).toEqual([]);
  expect(carried(checked, "")).toEqual([]);
});

test("what was not changed keeps its flaws as they are", () => {
  const checked = { text: "最高800万元。", flaws: [flaw(2, 7)] };
  expect(carried(checked, checked.text)).toBe(checked.flaws);
});

test("findings are those of the paragraphs with words, in their order", () => {
  const [one, empty, two] = blocksOf(["甲", " ", "乙"].map((text) => ({ text, citations: [] })));
  const finding = { paragraph: 1, ...flaw(0, 1) } as Finding;
  const checked = checkedOf([one!, empty!, two!], [finding]);
  expect([...checked.keys()]).toEqual([one!.key, two!.key]);
  expect(checked.get(two!.key)?.flaws).toEqual([finding]);
});

test("the caret finds the flaw that it stands in or beside", () => {
  const text = "𠮷高800万元。";
  const found = (units: number) => flawAt(text, [flaw(2, 7)], units) !== undefined;
  expect([found(0), found(3), found(8), found(9)]).toEqual([false, true, true, false]);
  expect(flawAt(text, [flaw(0, 8), flaw(2, 7)], 4)).toEqual(flaw(2, 7));
});
