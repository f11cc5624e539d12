import { expect, it } from "vitest";
import { programmesFor } from "./goals";

const programme = (id: string, ...topics: string[]) => ({ id, programme: id, summary: "", topics, document_id: "", facts: [] });

it("a goal narrows the list to the programmes of its topics; without one there is no narrowing", () => {
  const programmes = [programme("a", "贷款贴息"), programme("b", "绿色", "技术改造"), programme("c", "园区与转移")];
  expect(programmesFor(["loan"], programmes)).toEqual(["a"]);
  expect(programmesFor(["equipment", "loan"], programmes)).toEqual(["a", "b"]);
  expect(programmesFor([], programmes)).toBeNull();
});
