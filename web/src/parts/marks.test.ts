import { expect, test } from "vitest";
import { piecesOf } from "./marks";

test("numbers in brackets are citations where the paragraph has them, else words", () => {
  expect(piecesOf("补助50%[1]，粤工信规字[2024]7号[12]。", [1, 12])).toEqual(["补助50%", 1, "，粤工信规字[2024]7号", 12, "。"]);
  expect(piecesOf("[3]", [1])).toEqual(["[3]"]);
  expect(piecesOf("", [1])).toEqual([]);
});
