import type { Fact, FactKind } from "../api/types";
import type { Facts } from "../api/eligibility";

/** The units in which figures are typed. What comes with words of its own, as 500来万, is sent as it is. */
const UNITS: Partial<Record<FactKind["type"], string>> = { money: "万元", share: "%" };
const BARE = /^\d+(\.\d+)?$/;

/** The unit that stands behind the field. */
export function unitOf({ type, unit }: Pick<FactKind, "type" | "unit">): string {
  return UNITS[type] ?? (type === "count" || type === "years" ? unit : "");
}

/** What is sent for what was typed. */
export function toldOf(kind: Pick<FactKind, "type" | "unit">, typed: string): string {
  const plain = typed.normalize("NFKC").replace(/[,\s]/g, "");
  return BARE.test(plain) ? plain + (UNITS[kind.type] ?? "") : typed.trim();
}

/** What the field begins with when something that was told is corrected. */
export function typedOf(kind: Pick<FactKind, "type" | "unit">, told: string): string {
  const unit = UNITS[kind.type] ?? "";
  const figure = unit && told.endsWith(unit) ? told.slice(0, -unit.length) : told;
  return BARE.test(figure) ? figure : told;
}

export interface DayParts {
  year: string;
  month: string;
  day: string;
}

const DAY = /^(\d{4})[-年]?(?:(\d{1,2})(?:-|月|$))?(?:(\d{1,2})日?)?$/;

/** A day in its parts, as far as it is known; all of them empty where it was told in words. */
export function dayParts(told: string): DayParts {
  const [, year = "", month = "", day = ""] = DAY.exec(told) ?? [];
  return { year, month: month.replace(/^0/, ""), day: day.replace(/^0/, "") };
}

/** As much of a day as was filled in: 2025, 2025-06 or 2025-06-15. */
export function dayOf({ year, month, day }: DayParts): string {
  const digits = (part: string) => part.normalize("NFKC").trim();
  const padded = [digits(year), digits(month).padStart(2, "0"), digits(day).padStart(2, "0")];
  return padded.slice(0, digits(day) && digits(month) ? 3 : digits(month) ? 2 : 1).join("-");
}

export const YES = "是";
export const NO = "否";

/** Facts that a conversation has read, as they are sent. An option goes by its id, which no wording can mistake. */
export function factsOf(read: Fact[], kinds: FactKind[]): Facts {
  return Object.fromEntries(
    read.map(({ id, value }) => {
      const options = kinds.find((kind) => kind.id === id)?.options ?? [];
      return [id, options.find(({ name }) => name === value)?.id ?? value];
    }),
  );
}
