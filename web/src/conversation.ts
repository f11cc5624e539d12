import { useCallback, useEffect, useLayoutEffect, useReducer, useRef } from "react";
import { ask, forget, Refused } from "./api";
import type { Answer, Quotes, Sentence, Step } from "./types";

export type Ending = "answered" | "stopped" | "offline" | "refused";

export interface Exchange {
  key: number;
  question: string;
  steps: Step[];
  /** While a model words them. */
  quotes: Quotes | null;
  sentences: Sentence[];
  answer: Answer | null;
  /** null while the answer is on its way. */
  ending: Ending | null;
  complaint: string;
}

export interface Conversation {
  id: string | null;
  exchanges: Exchange[];
}

type Event =
  | { type: "asked"; key: number; question: string }
  | { type: "stepped"; key: number; step: Step }
  | { type: "quoted"; key: number; quotes: Quotes }
  | { type: "said"; key: number; sentence: Sentence }
  | { type: "answered"; key: number; answer: Answer }
  | { type: "ended"; key: number; ending: Ending; complaint: string; forget: boolean }
  | { type: "renewed" };

const KEPT_AS = "policy-assistant.conversation";
const EMPTY: Conversation = { id: null, exchanges: [] };
const CUT_SHORT = { ending: "stopped" as const, complaint: "页面刷新时回答还没有收完。" };
const UNREACHABLE = "连不上服务器，请检查网络后重试。";

function reduce(conversation: Conversation, event: Event): Conversation {
  if (event.type === "renewed") return EMPTY;
  if (event.type === "asked") {
    const { key, question } = event;
    const nothing = { steps: [], quotes: null, sentences: [], answer: null, ending: null, complaint: "" };
    const fresh: Exchange = { key, question, ...nothing };
    return { ...conversation, exchanges: [...conversation.exchanges.filter((held) => held.key !== key), fresh] };
  }
  const exchanges = conversation.exchanges.map((held) => (held.key === event.key ? told(held, event) : held));
  if (event.type === "answered") return { id: event.answer.conversation_id, exchanges };
  return { id: event.type === "ended" && event.forget ? null : conversation.id, exchanges };
}

function told(exchange: Exchange, event: Exclude<Event, { type: "renewed" | "asked" }>): Exchange {
  switch (event.type) {
    case "stepped":
      return { ...exchange, steps: [...exchange.steps, event.step] };
    case "quoted":
      return { ...exchange, quotes: event.quotes };
    case "said":
      return { ...exchange, sentences: [...exchange.sentences, event.sentence] };
    case "answered":
      return { ...exchange, answer: event.answer, quotes: null, sentences: event.answer.sentences, ending: "answered" };
    case "ended":
      return { ...exchange, ending: event.ending, complaint: event.complaint };
  }
}

/** The conversation of this browser tab; it survives a reload. */
export function useConversation() {
  const [conversation, tell] = useReducer(reduce, EMPTY, restore);
  const running = useRef<AbortController | null>(null);
  const busy = conversation.exchanges.some((exchange) => exchange.ending === null);

  // Before the browser paints: what a person has seen survives a reload at any moment.
  useLayoutEffect(() => keep(conversation), [conversation]);

  useEffect(() => () => running.current?.abort(), []);

  const put = useCallback(
    async (question: string, key: number = Date.now()) => {
      running.current?.abort();
      const controller = new AbortController();
      running.current = controller;
      tell({ type: "asked", key, question });
      const listener = {
        step: (step: Step) => tell({ type: "stepped", key, step }),
        quotes: (quotes: Quotes) => tell({ type: "quoted", key, quotes }),
        sentence: (sentence: Sentence) => tell({ type: "said", key, sentence }),
      };
      try {
        const answer = await ask(question, conversation.id, listener, controller.signal);
        tell({ type: "answered", key, answer });
      } catch (error) {
        if (controller.signal.aborted) tell({ type: "ended", key, ending: "stopped", complaint: "", forget: false });
        else if (error instanceof Refused) {
          // The server no longer knows this conversation: the next try begins a new one.
          const forget = error.problem.status === 404;
          tell({ type: "ended", key, ending: "refused", complaint: error.problem.detail, forget });
        } else tell({ type: "ended", key, ending: "offline", complaint: UNREACHABLE, forget: false });
      }
    },
    [conversation.id],
  );

  const stop = useCallback(() => running.current?.abort(), []);
  const renew = useCallback(() => {
    running.current?.abort();
    tell({ type: "renewed" });
  }, []);

  const remove = useCallback(async () => {
    running.current?.abort();
    if (conversation.id) await forget(conversation.id);
    tell({ type: "renewed" });
  }, [conversation.id]);

  return { exchanges: conversation.exchanges, busy, put, stop, renew, remove };
}

function restore(empty: Conversation): Conversation {
  try {
    const kept = window.sessionStorage.getItem(KEPT_AS);
    if (!kept) return empty;
    const { id, exchanges } = JSON.parse(kept) as Conversation;
    return { id, exchanges: exchanges.map((held) => (held.ending ? held : { ...held, ...CUT_SHORT })) };
  } catch {
    return empty; // Storage can be forbidden or stale; a new conversation is always right.
  }
}

function keep(conversation: Conversation) {
  try {
    window.sessionStorage.setItem(KEPT_AS, JSON.stringify(conversation));
  } catch {
    // The same: without storage the conversation lives until the page is closed.
  }
}
