import { expect, test } from "vitest";
import { distanceTo, fieldOf, isPast, momentOf } from "./times";

const NOW = Date.parse("2026-03-02T08:00:00Z");

test.each([
  ["2026-03-02T10:59:00Z", 2, "hour"],
  ["2026-03-04T07:00:00Z", 1, "day"],
  ["2026-03-02T08:20:30Z", 20, "minute"],
  ["2026-03-02T08:00:10Z", 0, "minute"],
  ["2026-03-01T07:00:00Z", -1, "day"],
])("%s is told in the largest unit that it fills", (moment, count, unit) => {
  const [told, by] = distanceTo(moment, NOW);
  expect([told + 0, by]).toEqual([count, unit]);
});

test("a moment that is now is past", () => {
  expect(isPast("2026-03-02T08:00:00Z", NOW)).toBe(true);
  expect(isPast("2026-03-02T08:00:01Z", NOW)).toBe(false);
});

test("what the field holds is the same moment again", () => {
  expect(momentOf(fieldOf("2026-03-02T08:15:00.000Z"))).toBe("2026-03-02T08:15:00.000Z");
  expect([fieldOf(null), momentOf("")]).toEqual(["", null]);
});
