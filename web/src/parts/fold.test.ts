import { describe, expect, it } from "vitest";
import { folded, foldedText } from "./fold";

describe("folding", () => {
  it("makes width, case, blanks and brackets alike", () => {
    expect(foldedText("粤府〔2024〕 27号 ＡＢc")).toBe(foldedText("粤府(2024)27号abC"));
  });

  it("counts code points, not UTF-16 units, and knows where a letter that became two came from", () => {
    expect(folded("𠮷 ㎡a")).toEqual({ letters: ["𠮷", "m", "2", "a"], from: [0, 2, 2, 3] });
  });
});
