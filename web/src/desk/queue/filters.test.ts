import { expect, test } from "vitest";
import { addressOf, isNarrowed, requestOf, UNHANDLED, wantedOf } from "./filters";

const read = (query: string) => wantedOf(new URLSearchParams(query));

test("without a word those that nobody has handled are shown, and the address stays short", () => {
  expect(read("")).toEqual(UNHANDLED);
  expect(addressOf(UNHANDLED).toString()).toBe("");
  expect(requestOf(UNHANDLED).toString()).toBe("status=open");
});

test("filters go into the address and come back as they were", () => {
  const wanted = { ...UNHANDLED, status: "" as const, owner: "me", tag: "技改 资金", due: "overdue" as const, words: "设备" };
  expect(wantedOf(addressOf(wanted))).toEqual(wanted);
  expect(addressOf(wanted).get("status")).toBe("all");
  expect(requestOf(wanted).has("status")).toBe(false);
});

test("what an address makes up is left aside", () => {
  expect(read("status=nonsense&source=nobody&due=yesterday")).toEqual(UNHANDLED);
});

test("blanks are no search, and a status alone narrows nothing", () => {
  expect(requestOf({ ...UNHANDLED, words: "  " }).has("q")).toBe(false);
  expect(isNarrowed({ ...UNHANDLED, status: "closed" })).toBe(false);
  expect(isNarrowed({ ...UNHANDLED, owner: "none" })).toBe(true);
});
