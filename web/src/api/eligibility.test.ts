import { expect, test } from "vitest";
import { nameIn } from "./eligibility";

test("a file has the name that the server gives it, in letters of any script", () => {
  expect(nameIn("attachment; filename=\"list.docx\"; filename*=UTF-8''%E6%B8%85%E5%8D%95.docx")).toBe("清单.docx");
  expect(nameIn('attachment; filename="list.docx"')).toBe("list.docx");
  expect(nameIn("attachment; filename*=UTF-8''%E6")).toBeNull();
  expect(nameIn(null)).toBeNull();
});
