import { expect, test } from "vitest";
import type { StaffReply } from "../api/types";
import { asked, type Exchange } from "./exchange";
import { isAwaited, repliesBehind } from "./useReplies";

const exchange = (key: string, ticket?: number): Exchange => ({ ...asked(key, "问"), ...(ticket === undefined ? {} : { ticket }) });
const reply = (id: string, ...tickets: number[]): StaffReply => ({ id, tickets, text: "", paragraphs: [], citations: [], sent_at: "", signed: "" });

test("a reply is awaited until there is one to every ticket that was opened", () => {
  const exchanges = [exchange("a", 1), exchange("b"), exchange("c", 2)];
  expect(isAwaited([exchange("b")], [])).toBe(false);
  expect(isAwaited(exchanges, [reply("r", 1)])).toBe(true);
  expect(isAwaited(exchanges, [reply("r", 1), reply("s", 2)])).toBe(false);
});

test("a reply stands behind what was handed over, one that nobody here asked for behind the last", () => {
  const exchanges = [exchange("a", 1), exchange("b"), exchange("c")] as const;
  const replies = [reply("r", 1), reply("s", 9)];
  const behind = exchanges.map((each) => repliesBehind(each, [...exchanges], replies).map(({ id }) => id));
  expect(behind).toEqual([["r"], [], ["s"]]);
});

test("one reply to two of the asker's tickets leaves neither waiting, and stands behind the later", () => {
  const exchanges = [exchange("a", 12), exchange("b", 13), exchange("c")];
  const replies = [reply("r", 12, 13)];
  expect(isAwaited(exchanges, replies)).toBe(false);
  expect(exchanges.map((each) => repliesBehind(each, exchanges, replies).length)).toEqual([0, 1, 0]);
});

test("what was handed over twice is answered once, behind the later", () => {
  const exchanges = [exchange("a", 1), exchange("b", 1)] as const;
  expect(exchanges.map((each) => repliesBehind(each, [...exchanges], [reply("r", 1)]).length)).toEqual([0, 1]);
});
