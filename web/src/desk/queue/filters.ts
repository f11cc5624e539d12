import { SOURCES, type Source, type Status, STATUSES } from "../types";

/** Which tickets are wanted; an empty value wants all. */
export interface Wanted {
  status: Status | "";
  owner: string;
  source: Source | "";
  tag: string;
  due: "overdue" | "today" | "";
  words: string;
}

export const UNHANDLED: Wanted = { status: "open", owner: "", source: "", tag: "", due: "", words: "" };
/** In the address: all of them, which without a word would be those that nobody has handled. */
const ALL = "all";
const DUES = ["overdue", "today"] as const;

/** The address is where the filters live: a list can be passed on, and is the same after going back to it. */
export function wantedOf(query: URLSearchParams): Wanted {
  const status = query.get("status") ?? UNHANDLED.status;
  return {
    status: status === ALL ? "" : oneOf(STATUSES, status) || UNHANDLED.status,
    owner: query.get("owner") ?? "",
    source: oneOf(SOURCES, query.get("source")),
    tag: query.get("tag") ?? "",
    due: oneOf(DUES, query.get("due")),
    words: query.get("q") ?? "",
  };
}

/** What the page's own address says; what everybody gets without asking is left out. */
export function addressOf({ status, words, ...others }: Wanted): URLSearchParams {
  const asked = { ...(status === UNHANDLED.status ? {} : { status: status || ALL }), ...others, q: words };
  return filled(asked);
}

/** What the server is asked for. */
export function requestOf({ words, ...others }: Wanted): URLSearchParams {
  return filled({ ...others, q: words.trim() });
}

/** Whether more than a status narrows the list. */
export function isNarrowed(wanted: Wanted): boolean {
  return requestOf({ ...wanted, status: "" }).toString() !== "";
}

function filled(values: Record<string, string>): URLSearchParams {
  return new URLSearchParams(Object.entries(values).filter(([, value]) => value));
}

function oneOf<Value extends string>(values: readonly Value[], value: string | null): Value | "" {
  return values.find((each) => each === value) ?? "";
}
