import { expect, test } from "vitest";
import { answerAddress, documentAddress, webAddress } from "./addresses";

test("a document's address names version and place only where there are any", () => {
  expect(documentAddress("gd-plan")).toBe("/documents/gd-plan");
  expect(documentAddress("gd-plan", { version: 2, start: 0, end: 9 })).toBe("/documents/gd-plan?version=2&start=0&end=9");
});

test("names are escaped in addresses", () => {
  expect(answerAddress("a/b?c")).toMatch(/\/a\/a%2Fb%3Fc$/);
});

test.each(["javascript:alert(1)", "data:text/html,x", "//elsewhere.example", "", "ftp://x"])("%s is no link", (address) => {
  expect(webAddress(address)).toBeNull();
});

test("an official page is a link", () => {
  expect(webAddress("http://gdii.gd.gov.cn/a.html")).toBe("http://gdii.gd.gov.cn/a.html");
});
