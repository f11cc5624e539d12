import type { Answer, Problem, Quotes, Rating, RecordedAnswer, Sentence, Step } from "../api/types";

/** Why an exchange has no answer. */
export type Failure =
  | { sort: "stopped" | "reloaded" | "broken" | "offline" }
  | { sort: "refused"; problem: Problem; retryAt: number | null };

/** One question and what came of it so far; plain data, so that it can be kept on the device. */
export interface Exchange {
  key: string;
  /** In milliseconds since 1970, by the device's clock. */
  askedAt: number;
  question: string;
  steps: Step[];
  /** What the answer rests on, while a model words it. */
  quotes: Quotes | null;
  sentences: Sentence[];
  answer: Answer | RecordedAnswer | null;
  failure: Failure | null;
  rating: Rating | null;
  /** The ticket by which a person was asked for; devices kept exchanges before there was any. */
  ticket?: number;
}

export type Told =
  | { type: "step"; step: Step }
  | { type: "quotes"; quotes: Quotes }
  | { type: "sentence"; sentence: Sentence }
  | { type: "answer"; answer: Answer | RecordedAnswer }
  | { type: "failure"; failure: Failure }
  | { type: "rating"; rating: Rating | null }
  | { type: "handedOver"; ticket: number };

export function asked(key: string, question: string): Exchange {
  const nothing = { steps: [], quotes: null, sentences: [], answer: null, failure: null, rating: null };
  return { key, askedAt: Date.now(), question, ...nothing };
}

export function told(exchange: Exchange, news: Told): Exchange {
  switch (news.type) {
    case "step":
      return { ...exchange, steps: [...exchange.steps, news.step] };
    case "quotes":
      return { ...exchange, quotes: news.quotes };
    case "sentence":
      return { ...exchange, sentences: [...exchange.sentences, news.sentence] };
    case "answer":
      return { ...exchange, answer: news.answer, quotes: null, sentences: news.answer.sentences, steps: [] };
    case "failure":
      return { ...exchange, failure: news.failure };
    case "rating":
      return { ...exchange, rating: news.rating };
    case "handedOver":
      return { ...exchange, ticket: news.ticket };
  }
}

export function isPending(exchange: Exchange): boolean {
  return !exchange.answer && !exchange.failure;
}

export function recorded(answer: RecordedAnswer, place: number): Exchange {
  // Their order is known, and that they were asked before anything that is asked now.
  return { ...asked(answer.id, answer.question), askedAt: place, answer, sentences: answer.sentences };
}

/** As it is taken up again: what was still coming will not come any more. */
export function ended(exchange: Exchange, sort: "stopped" | "reloaded"): Exchange {
  return isPending(exchange) ? { ...exchange, failure: { sort } } : exchange;
}
