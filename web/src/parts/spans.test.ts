import { expect, test } from "vitest";
import { runsOf } from "./spans";

test("a text is cut where spans begin and end", () => {
  expect(runsOf("推动5000家企业", [[2, 7]])).toEqual([
    { text: "推动", within: [false] },
    { text: "5000家", within: [true] },
    { text: "企业", within: [false] },
  ]);
});

test("spans count letters, not the halves of an emoji", () => {
  expect(runsOf("👗裙5家", [[2, 4]]).map((run) => run.text)).toEqual(["👗裙", "5家"]);
});

test("layers may overlap", () => {
  expect(runsOf("abcd", [[0, 3]], [[2, 4]]).map((run) => run.within)).toEqual([
    [true, false],
    [true, true],
    [false, true],
  ]);
});

test("spans beyond the text do no harm", () => {
  expect(runsOf("ab", [[-3, 9]])).toEqual([{ text: "ab", within: [true] }]);
});
