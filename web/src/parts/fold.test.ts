import { describe, expect, it } from "vitest";
import { folded, foldedText } from "./fold";
import { variants } from "./variants";

describe("folding", () => {
  it("makes width, case, blanks and brackets alike", () => {
    expect(foldedText("粤府〔2024〕 27号 ＡＢc")).toBe(foldedText("粤府(2024)27号abC"));
  });

  it("counts code points, not UTF-16 units, and knows where a letter that became two came from", () => {
    expect(folded("𠮷 ㎡a")).toEqual({ letters: ["𠮷", "m", "2", "a"], from: [0, 2, 2, 3] });
  });

  it("makes Traditional and Simplified characters alike once it has the variants, and not before", () => {
    expect(foldedText("設備貸款貼息 紡織", variants)).toBe(foldedText("设备贷款贴息 纺织", variants));
    expect(foldedText("設備")).not.toBe(foldedText("设备"));
  });

  it("makes the spellings of Hong Kong and of Taiwan alike", () => {
    for (const spellings of ["里裡裏", "卫衛衞", "线線綫", "台臺颱檯枱", "为為爲", "着著", "叙敘敍", "链鏈鍊", "划劃畫"]) {
      expect(new Set(Array.from(spellings, (letter) => foldedText(letter, variants)))).toHaveProperty("size", 1);
    }
  });

  it("knows characters by the simpler one that they also stand for", () => {
    expect(foldedText("瞭解答覆，憑藉計畫", variants)).toBe(foldedText("了解答复，凭借计划", variants));
    expect(foldedText("怎麼麽", variants)).toBe(foldedText("怎么么", variants));
  });

  it("moves no letter: what stands for a character is one character, and stands for itself", () => {
    const text = "𠮷㎡ 設〔備〕，𦈖𪨧";
    expect(folded(text, variants).from).toEqual(folded(text).from);
    for (const [letter, same] of variants) {
      expect([Array.from(letter).length, Array.from(same).length, variants.get(same)]).toEqual([1, 1, same]);
    }
  });
});
