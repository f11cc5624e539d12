import { expect, test } from "vitest";
import { linesOf } from "./variants";

test("each line is a way to ask, once, without blank ones", () => {
  expect(linesOf(" 怎么申请？\n\n怎么申请？\n如何申报 \n")).toEqual(["怎么申请？", "如何申报"]);
  expect(linesOf("")).toEqual([]);
});
