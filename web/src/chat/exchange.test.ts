import { expect, test } from "vitest";
import type { Answer } from "../api/types";
import { asked, ended, isPending, told } from "./exchange";

const SENTENCE = { text: "每个项目最高1500万元。", citations: [1], marks: [], role: "answer" as const };
const ANSWER = { id: "a-1", conversation_id: "c-1", sentences: [SENTENCE] } as unknown as Answer;

test("what the model words takes the place of what was found", () => {
  let exchange = asked("k", "补多少？");
  exchange = told(exchange, { type: "quotes", quotes: { sentences: [SENTENCE], citations: [] } });
  expect(exchange.quotes?.sentences).toHaveLength(1);
  exchange = told(exchange, { type: "sentence", sentence: SENTENCE });
  exchange = told(exchange, { type: "answer", answer: ANSWER });
  expect(exchange.quotes).toBeNull();
  expect(exchange.sentences).toEqual(ANSWER.sentences);
  expect(isPending(exchange)).toBe(false);
});

test("an exchange that failed keeps the sentences that came", () => {
  let exchange = told(asked("k", "补多少？"), { type: "sentence", sentence: SENTENCE });
  exchange = told(exchange, { type: "failure", failure: { sort: "broken" } });
  expect(exchange.sentences).toHaveLength(1);
  expect(isPending(exchange)).toBe(false);
});

test("after a reload what was still coming is said to be cut short, and nothing else is", () => {
  expect(ended(asked("k", "补多少？"), "reloaded").failure).toEqual({ sort: "reloaded" });
  const answered = told(asked("k", "补多少？"), { type: "answer", answer: ANSWER });
  expect(ended(answered, "reloaded")).toBe(answered);
});
