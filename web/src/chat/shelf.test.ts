import { expect, test } from "vitest";
import { asked, type Exchange } from "./exchange";
import { type Conversation, extended, merged } from "./shelf";

function exchange(key: string, askedAt: number, change: Partial<Exchange> = {}): Exchange {
  return { ...asked(key, key), askedAt, ...change };
}

function conversation(exchanges: Exchange[], change: Partial<Conversation> = {}): Conversation {
  return { key: "c", ids: ["1"], title: null, changedAt: 1, exchanges, replaced: [], ...change };
}

const keys = (held: Conversation) => held.exchanges.map((each) => each.key);

test("what two tabs asked stands together in the order in which it was asked", () => {
  const kept = conversation([exchange("a", 1), exchange("b", 2)]);
  const newer = conversation([exchange("a", 1), exchange("c", 3)], { ids: ["1", "2"] });
  expect(keys(merged(kept, newer))).toEqual(["a", "b", "c"]);
  expect(merged(kept, newer).ids).toEqual(["1", "2"]);
});

test("of an exchange that both tabs have the newer one counts", () => {
  const kept = conversation([exchange("a", 1)]);
  const newer = conversation([exchange("a", 1, { rating: "up" })]);
  expect(merged(kept, newer).exchanges[0]?.rating).toBe("up");
});

test("what was replaced in either tab stays away", () => {
  const kept = conversation([exchange("b", 2)], { replaced: ["a"] });
  const newer = conversation([exchange("a", 1), exchange("c", 3)], { replaced: [] });
  expect(keys(merged(kept, newer))).toEqual(["b", "c"]);
});

test("a name that one tab gave is kept by the other", () => {
  expect(merged(conversation([], { title: "技改" }), conversation([])).title).toBe("技改");
});

test("what another tab added is taken in once, however often it is found", () => {
  const kept = conversation([exchange("a", 1), exchange("b", 2), exchange("c", 3)]);
  const here = extended(conversation([exchange("a", 1), exchange("c", 3)]), kept);
  expect(keys(here)).toEqual(["a", "b", "c"]);
  expect(extended(here, kept)).toBe(here);
});

test("what was replaced here while it was written does not come back", () => {
  const kept = conversation([exchange("a", 1), exchange("b", 2)]);
  const here = conversation([exchange("c", 3)], { replaced: ["a"] });
  expect(keys(extended(here, kept))).toEqual(["b", "c"]);
});

test("what another tab still waits for is not waited for here", () => {
  const here = extended(conversation([]), conversation([exchange("a", 1)]));
  expect(here.exchanges[0]?.failure).toEqual({ sort: "stopped" });
});
