import { expect, test } from "vitest";
import { barsOf, type Day, labelled, piecesOf, sumOf, ticksOf } from "./chart";

function days(count: number): Day[] {
  const first = Date.UTC(2024, 0, 1);
  return Array.from({ length: count }, (_, at) => ({
    day: new Date(first + at * 86_400_000).toISOString().slice(0, 10),
    counts: { answered: at, failed: 1 },
  }));
}

test("pieces stand on each other, and what counts nothing has none", () => {
  expect(piecesOf({ answered: 3, failed: 1, partly: 0 }, ["answered", "partly", "failed"], 8)).toEqual([
    { name: "answered", from: 0, to: 3 / 8 },
    { name: "failed", from: 3 / 8, to: 4 / 8 },
  ]);
  expect(piecesOf({}, ["answered"], 1)).toEqual([]);
});

test.each([
  [0, [0, 1]],
  [1, [0, 1]],
  [3, [0, 1, 2, 3]],
  [7, [0, 2, 4, 6, 8]],
  [20, [0, 5, 10, 15, 20]],
  [21, [0, 10, 20, 30]],
  [999, [0, 500, 1000]],
])("up to %i the scale has round numbers", (most, ticks) => {
  expect(ticksOf(most)).toEqual(ticks);
});

test("so many days are a bar each, more are a bar a week and lose nothing", () => {
  expect(barsOf(days(92), 92)).toHaveLength(92);
  const weeks = barsOf(days(366), 92);
  expect(weeks).toHaveLength(53);
  expect(weeks[0]).toEqual({ first: "2024-01-01", last: "2024-01-07", counts: { answered: 21, failed: 7 }, total: 28 });
  expect(weeks[52]).toMatchObject({ first: "2024-12-30", last: "2024-12-31" });
  expect(weeks.reduce((sum, { counts }) => sum + (counts.failed ?? 0), 0)).toBe(366);
});

test("an empty period has bars without height, no days have no bars", () => {
  const [bar] = barsOf([{ day: "2024-01-01", counts: { answered: 0 } }]);
  expect(bar).toMatchObject({ total: 0 });
  expect(barsOf([])).toEqual([]);
  expect(labelled(0)).toEqual([]);
  expect(sumOf([])).toEqual({});
});

test.each([1, 7, 8, 28, 53, 90])("of %i bars at most seven have their day written, the first among them", (count) => {
  const places = labelled(count);
  expect(places[0]).toBe(0);
  expect(places.length).toBeLessThanOrEqual(7);
  expect(Math.max(...places)).toBeLessThan(count);
});
