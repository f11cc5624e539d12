import { expect, test } from "vitest";
import { periodOf } from "./period";

const TODAY = "2024-03-05";

test.each([
  ["", { first: "2024-02-07", last: TODAY, span: 28 }],
  ["days=7", { first: "2024-02-28", last: TODAY, span: 7 }],
  ["days=90", { first: "2023-12-07", last: TODAY, span: 90 }],
  ["days=12", { first: "2024-02-07", last: TODAY, span: 28 }],
  ["first=2024-01-01&last=2024-01-31", { first: "2024-01-01", last: "2024-01-31", span: null }],
  ["first=2024-01-01", { first: "2024-02-07", last: TODAY, span: 28 }],
  ["first=2024-13-01&last=2024-01-31", { first: "2024-02-07", last: TODAY, span: 28 }],
])("the address %s asks for these days", (address, period) => {
  expect(periodOf(new URLSearchParams(address), TODAY)).toEqual(period);
});
