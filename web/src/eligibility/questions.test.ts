import { describe, expect, it } from "vitest";
import { kind } from "./fixtures";
import { nextQuestion } from "./questions";

const kinds = ["place", "money", "day", "loan"].map((id) => kind(id, "yes_no"));
const [place, money, day, loan] = kinds as [(typeof kinds)[0], (typeof kinds)[0], (typeof kinds)[0], (typeof kinds)[0]];
const nothing = { missing: [place, money, day], kinds, problems: [], wanted: null, skipped: [], unknown: [], elsewhere: [] };

describe("the next question", () => {
  it("is the one that decides most", () => {
    expect(nextQuestion(nothing)).toBe(place);
  });

  it("is none that was skipped, that nobody knows or that is asked elsewhere", () => {
    expect(nextQuestion({ ...nothing, elsewhere: ["place"], skipped: ["money"] })).toBe(day);
    expect(nextQuestion({ ...nothing, elsewhere: ["place"], skipped: ["money"], unknown: ["day"] })).toBeNull();
  });

  it("is what the person asked for, even if it is known or was skipped", () => {
    expect(nextQuestion({ ...nothing, wanted: "loan", skipped: ["loan"] })).toBe(loan);
  });

  it("is before all what could not be read", () => {
    const problems = [{ fact: "day", message: "请写日期" }];
    expect(nextQuestion({ ...nothing, problems, wanted: "loan" })).toBe(day);
    expect(nextQuestion({ ...nothing, problems, elsewhere: ["day"] })).toBe(place);
  });
});
