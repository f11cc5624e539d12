import { describe, expect, it } from "vitest";
import { daysBetween, firstDay, lastDay, monthsLater } from "./days";

describe("days", () => {
  it("knows what a year, a month and a day cover", () => {
    expect([firstDay("2024"), lastDay("2024")]).toEqual(["2024-01-01", "2024-12-31"]);
    expect([firstDay("2024-02"), lastDay("2024-02")]).toEqual(["2024-02-01", "2024-02-29"]);
    expect([firstDay("2024-02-03"), lastDay("2024-02-03")]).toEqual(["2024-02-03", "2024-02-03"]);
  });

  it("counts days over the ends of months and years", () => {
    expect(daysBetween("2026-12-31", "2027-01-01")).toBe(1);
    expect(daysBetween("2026-03-01", "2026-02-28")).toBe(-1);
  });

  it("stays in the month that was meant", () => {
    expect(monthsLater("2026-08-31", 6)).toBe("2027-02-28");
    expect(monthsLater("2026-01-31", -11)).toBe("2025-02-28");
    expect(monthsLater("2026-11-27", -12)).toBe("2025-11-27");
  });
});
