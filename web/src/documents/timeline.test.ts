import { describe, expect, it } from "vitest";
import type { ApplicationWindow, DocumentSummary } from "../api/types";
import { axisAround, barOf, shareOf, ticksOf } from "./axis";
import { distanceOf, endingSoon, type Group, GROUPS, groupedWindows, type Slot } from "./timeline";

const TODAY = "2026-11-27";

function round(name: string, state: ApplicationWindow["state"], opens_on: string | null, closes_on: string | null): ApplicationWindow {
  return { name, state, opens_on, closes_on, note: "" };
}

function held(id: string, windows: ApplicationWindow[], more: Partial<DocumentSummary> = {}): DocumentSummary {
  return { id, title: id, validity: "in_force", ends_on: null, windows, ...more } as DocumentSummary;
}

function names(documents: DocumentSummary[]): Partial<Record<Group, string[]>> {
  const grouped = groupedWindows(documents, TODAY);
  const named = GROUPS.map((group) => [group, grouped[group].map(({ window }) => window.name)] as const);
  return Object.fromEntries(named.filter(([, of]) => of.length));
}

function slot(window: ApplicationWindow): Slot {
  const [only] = Object.values(groupedWindows([held("d", [window])], TODAY)).flat();
  if (!only) throw new Error("no slot");
  return only;
}

describe("application windows in time", () => {
  it("puts every window into one group, the nearest first", () => {
    const windows = [
      round("late", "open", "2025-05-01", "2027-12-31"),
      round("soon", "open", null, "2026-12-31"),
      round("next", "upcoming", "2027-03-01", null),
      round("yesterday", "closed", null, "2026-11-26"),
      round("june", "closed", "2026-06-05", "2026-06-30"),
      round("lastYear", "closed", null, "2025-10"),
      round("begun", "unknown", "2026-07-03", null),
    ];
    expect(names(windows.map((window) => held(window.name, [window])))).toEqual({
      open: ["soon", "late"],
      upcoming: ["next"],
      unknown: ["begun"],
      recent: ["yesterday", "june"],
      older: ["lastYear"],
    });
  });

  it("counts twelve months to the day, and a month to its end", () => {
    expect(names([held("d", [round("just", "closed", null, "2025-11-27"), round("past", "closed", null, "2025-11-26")])])).toEqual({
      recent: ["just"],
      older: ["past"],
    });
    expect(names([held("d", [round("month", "closed", null, "2025-11")])])).toEqual({ recent: ["month"] });
  });

  it("takes a round without a closing day for over when the next one is there, or the document no longer holds", () => {
    const rounds = [round("2024", "unknown", null, null), round("2025", "closed", null, "2026-08-15")];
    expect(names([held("d", rounds)])).toEqual({ recent: ["2025"], older: ["2024"] });
    expect(names([held("d", [round("open", "open", null, "2027-01-31")], { validity: "superseded" })])).toEqual({ older: ["open"] });
  });

  it("says how far the day is that matters", () => {
    expect(distanceOf(slot(round("w", "open", null, "2026-12-12")), "open", TODAY)).toEqual({ what: "left", count: 15 });
    expect(distanceOf(slot(round("w", "open", null, "2026-12")), "open", TODAY)).toEqual({ what: "leftAtMost", count: 34 });
    expect(distanceOf(slot(round("w", "open", null, TODAY)), "open", TODAY)).toEqual({ what: "today", count: 0 });
    expect(distanceOf(slot(round("w", "upcoming", "2026-12-01", null)), "upcoming", TODAY)).toEqual({ what: "opensIn", count: 4 });
    expect(distanceOf(slot(round("w", "closed", null, "2026-11-20")), "recent", TODAY)).toEqual({ what: "ago", count: 7 });
    expect(distanceOf(slot(round("w", "unknown", "2026-07-03", null)), "unknown", TODAY)).toBeNull();
  });

  it("lists the documents in force that end within six months", () => {
    const documents = [
      held("later", [], { ends_on: "2027-05-28" }),
      held("edge", [], { ends_on: "2027-05-27" }),
      held("next", [], { ends_on: "2026-12-31" }),
      held("over", [], { ends_on: "2026-12-01", validity: "repealed" }),
      held("endless", []),
    ];
    expect(endingSoon(documents, TODAY).map(({ id }) => id)).toEqual(["next", "edge"]);
  });
});

describe("the axis of months", () => {
  const axis = axisAround(TODAY);

  it("begins a year ago with a whole month and names every third one", () => {
    expect(shareOf("2025-11-01", axis)).toBe(0);
    expect(ticksOf(axis)[0]).toEqual({ share: 2 / 26, year: 2026, month: 1 });
  });

  it("draws what is known, and leaves open what is not or lies beyond", () => {
    const bar = (opens: string | null, closes: string | null) => barOf(slot(round("w", "open", opens, closes)), TODAY, axis);
    expect(bar("2026-06-01", "2026-08-31")).toMatchObject({ isOpenFrom: false, isOpenTo: false });
    expect(bar("2025-05-01", "2028-12-31")).toEqual({ from: 0, to: 1, isOpenFrom: true, isOpenTo: true });
    expect(bar(null, "2027-12-31")).toMatchObject({ from: shareOf(TODAY, axis), isOpenFrom: true });
    expect(bar("2026-07-03", null)).toMatchObject({ to: shareOf(TODAY, axis), isOpenTo: true });
    expect(bar(null, null)).toBeNull();
    expect(bar(null, "2024-01-31")).toBeNull();
  });
});
