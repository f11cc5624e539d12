import { describe, expect, it } from "vitest";
import { fact, kind } from "./fixtures";
import { dayOf, dayParts, factsOf, toldOf, typedOf, unitOf } from "./values";

const money = kind("m", "money", { unit: "元" });
const share = kind("s", "share", { unit: "%" });
const count = kind("c", "count", { unit: "人" });

describe("figures", () => {
  it("are sent with the unit of the field when they come bare", () => {
    expect(toldOf(money, " 1,500.5 ")).toBe("1500.5万元");
    expect(toldOf(money, "５００")).toBe("500万元");
    expect(toldOf(share, "3.5")).toBe("3.5%");
    expect(toldOf(count, "12")).toBe("12");
  });

  it("are sent as they were typed when they come in words", () => {
    for (const typed of ["500来万", "刚过两千万", "800万元", "百分之三点五", "-800", "−3", ">700"]) expect(toldOf(money, typed)).toBe(typed);
  });

  it("come back into the field without the unit behind it, and words as words", () => {
    expect(typedOf(money, "500万元")).toBe("500");
    expect(typedOf(money, "500来万")).toBe("500来万");
    expect(typedOf(money, "约500万元")).toBe("约500万元");
    expect(typedOf(share, "3.5%")).toBe("3.5");
  });

  it("stand before 万元 where they are sums, whatever the unit of the catalogue", () => {
    expect([money, share, count].map(unitOf)).toEqual(["万元", "%", "人"]);
  });
});

describe("days", () => {
  it("are sent as far as they are filled in", () => {
    expect(dayOf({ year: "2025", month: "", day: "" })).toBe("2025");
    expect(dayOf({ year: "2025", month: "6", day: "" })).toBe("2025-06");
    expect(dayOf({ year: "2025", month: "06", day: "1" })).toBe("2025-06-01");
    expect(dayOf({ year: "2025", month: "", day: "3" })).toBe("2025");
  });

  it("come back in their parts, unless they were told in words", () => {
    expect(dayParts("2025-06")).toEqual({ year: "2025", month: "6", day: "" });
    expect(dayParts("2025年12月3日")).toEqual({ year: "2025", month: "12", day: "3" });
    expect(dayParts("2025-12-03")).toEqual({ year: "2025", month: "12", day: "3" });
    expect(dayParts("2025年")).toEqual({ year: "2025", month: "", day: "" });
    expect(dayParts("去年六月")).toEqual({ year: "", month: "", day: "" });
  });
});

it("facts of a conversation are taken over as the server understood them, options by their id", () => {
  const industry = kind("industry", "choice", { options: [{ id: "garment", name: "做服装" }] });
  const read = [fact("industry", "做服装", "服装"), fact("m", "500多万元", "500来万新设备"), fact("gone", "是")];
  expect(factsOf(read, [industry, money])).toEqual({ industry: "garment", m: "500多万元", gone: "是" });
});
