import { describe, expect, it } from "vitest";
import { finding, verdict } from "./fixtures";
import { countsOf, grouped, groupOf, inOrder, marksOf, stateOf } from "./groups";

describe("grouping verdicts", () => {
  it.each([
    ["eligible", "eligible", "open"],
    ["likely", "likely", "open"],
    ["undetermined", "undetermined", "undetermined"],
    // The document does not say how long it holds.
    ["undetermined", "likely", "undetermined"],
    ["upcoming", "likely", "upcoming"],
    ["upcoming", "not_eligible", "not"],
    ["closed", "likely", "closed"],
    ["closed", "undetermined", "closedOpen"],
    ["closed", "not_eligible", "not"],
    ["not_eligible", "not_eligible", "not"],
    ["expired", "likely", "expired"],
    ["expired", "not_eligible", "expired"],
  ] as const)("%s with conditions %s stands under %s", (outcome, conditions, group) => {
    expect(groupOf({ outcome, conditions })).toBe(group);
  });

  it("keeps the server's order within a group, and leaves out groups that hold nothing", () => {
    const list = [
      verdict({ programme_id: "a", outcome: "closed", conditions: "likely" }),
      verdict({ programme_id: "b", outcome: "likely", conditions: "likely" }),
      verdict({ programme_id: "c", outcome: "eligible", conditions: "eligible" }),
    ];
    expect(grouped(list).map(([group, held]) => [group, held.map((each) => each.programme_id)])).toEqual([
      ["open", ["b", "c"]],
      ["closed", ["a"]],
    ]);
  });

  it("says of a closed round both that it is closed and how the conditions stand", () => {
    expect(marksOf({ outcome: "closed", conditions: "likely" })).toEqual(["closed", "likely"]);
    expect(marksOf({ outcome: "closed", conditions: "not_eligible" })).toEqual(["not_eligible"]);
    expect(marksOf({ outcome: "expired", conditions: "likely" })).toEqual(["expired"]);
  });
});

describe("findings", () => {
  const findings = [
    finding("met"),
    finding("paper", { met: null, confirm: true }),
    finding("unseen", { met: null, sort: "unseen" }),
    finding("unknown", { met: null }),
    finding("failed", { met: false }),
  ];

  it("tell what is to be asked from what only papers or nobody can tell", () => {
    expect(findings.map(stateOf)).toEqual(["met", "paper", "unseen", "unknown", "failed"]);
  });

  it("come in the order in which they matter, and are counted", () => {
    expect(inOrder(findings).map(({ label }) => label)).toEqual(["failed", "unknown", "unseen", "paper", "met"]);
    expect(countsOf([...findings, finding("met again")])).toEqual([
      ["failed", 1],
      ["unknown", 1],
      ["unseen", 1],
      ["paper", 1],
      ["met", 2],
    ]);
  });
});
