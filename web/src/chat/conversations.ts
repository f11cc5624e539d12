import { create } from "zustand";
import { ask, BrokenOff, forget, handOver, judge, readConversation } from "../api/answers";
import { Refused } from "../api/request";
import type { Rating } from "../api/types";
import { asked, ended, type Failure, isPending, recorded, type Told, told } from "./exchange";
import { type Conversation, type Entry, entryOf, extended, keptOnDevice, without } from "./shelf";
import { lastOf } from "../parts/last";

interface Conversations {
  /** Those that were opened since the page was loaded. */
  open: Record<string, Conversation>;
  list: Entry[];
  loadList(): Promise<void>;
  /** Takes a conversation from the device, else from the server. False when neither knows it; rejects when that is not known. */
  load(key: string): Promise<boolean>;
  /** Asks in a conversation, which begins with it; `instead` is an exchange that the question takes the place of. */
  put(key: string, question: string, instead?: string): Promise<void>;
  stop(key: string): void;
  rate(key: string, exchange: string, rating: Rating, reason?: string, comment?: string): Promise<void>;
  /** Asks for a person; the number of the ticket. Rejects with Refused, or TypeError without a network. */
  handOver(key: string, exchange: string, reach: string): Promise<number | null>;
  rename(key: string, title: string): Promise<void>;
  /** Deletes it from the server, then from the device. Rejects when the server could not. */
  remove(key: string): Promise<void>;
}

interface Run {
  controller: AbortController;
  done: Promise<void>;
}

const TITLE_CHARS = 60;
const running = new Map<string, Run>();

/** Unique on this device; `crypto.randomUUID` is missing where the page is not served over HTTPS. */
export function newKey(): string {
  return `${Date.now().toString(36)}${Math.random().toString(36).slice(2, 8)}`;
}

export const useConversations = create<Conversations>()((set, get) => {
  /** Nothing for one that was deleted meanwhile. */
  function change(key: string, change: (held: Conversation) => Conversation) {
    const held = get().open[key];
    if (held) set({ open: { ...get().open, [key]: change(held) } });
  }

  function begin(conversation: Conversation) {
    if (!get().open[conversation.key]) set({ open: { ...get().open, [conversation.key]: conversation } });
  }

  function tell(key: string, exchange: string, news: Told) {
    change(key, (held) => ({
      ...held,
      exchanges: held.exchanges.map((each) => (each.key === exchange ? told(each, news) : each)),
    }));
  }

  async function keep(key: string) {
    const isNew = get().open[key]?.changedAt === 0;
    change(key, (held) => ({ ...held, changedAt: Date.now() }));
    const held = get().open[key];
    if (!held) return;
    set({ list: [entryOf(held), ...without(get().list, key)] });
    const kept = await keptOnDevice.write(held, isNew);
    if (kept === "deleted") return set({ list: without(get().list, key) });
    if (kept) change(key, (now) => extended(now, kept));
  }

  async function answer(key: string, exchange: string, question: string, signal: AbortSignal) {
    const id = goesOnIn(get().open[key]);
    try {
      const answer = await ask(
        question,
        id,
        {
          conversation: (id) => {
            change(key, (held) => ({ ...held, ids: [...held.ids.filter((each) => each !== id), id] }));
            void keep(key);
          },
          step: (step) => tell(key, exchange, { type: "step", step }),
          quotes: (quotes) => tell(key, exchange, { type: "quotes", quotes }),
          sentence: (sentence) => tell(key, exchange, { type: "sentence", sentence }),
        },
        signal,
      );
      tell(key, exchange, { type: "answer", answer });
    } catch (error) {
      tell(key, exchange, { type: "failure", failure: failureOf(error, signal) });
      // The server no longer knows this conversation: the next try begins a new one.
      if (error instanceof Refused && error.problem.status === 404) {
        change(key, (held) => ({ ...held, ids: held.ids.filter((each) => each !== id) }));
      }
    }
  }

  return {
    open: {},
    list: [],

    loadList: async () => {
      const list = await keptOnDevice.list();
      if (list) set({ list });
    },

    load: async (key) => {
      if (get().open[key]) return true;
      const kept = await keptOnDevice.read(key);
      const found = kept ? await takenUp(kept) : await fromServer(key);
      if (found) begin(found);
      return Boolean(found);
    },

    put: async (key, question, instead) => {
      running.get(key)?.controller.abort();
      begin({ key, ids: [], title: null, changedAt: 0, exchanges: [], replaced: [] });
      const exchange = asked(newKey(), question);
      change(key, (held) => ({
        ...held,
        replaced: instead ? [...held.replaced, instead] : held.replaced,
        exchanges: [...held.exchanges.filter((each) => each.key !== instead).map((each) => ended(each, "stopped")), exchange],
      }));
      const controller = new AbortController();
      const run = { controller, done: answer(key, exchange.key, question, controller.signal) };
      running.set(key, run);
      void keep(key);
      await run.done;
      if (running.get(key) === run) running.delete(key);
      await keep(key);
    },

    stop: (key) => running.get(key)?.controller.abort(),

    rate: async (key, exchange, rating, reason, comment) => {
      const answer = get().open[key]?.exchanges.find((each) => each.key === exchange)?.answer;
      if (!answer) return;
      await judge(answer.id, rating, reason, comment);
      tell(key, exchange, { type: "rating", rating });
      await keep(key);
    },

    handOver: async (key, exchange, reach) => {
      const answer = get().open[key]?.exchanges.find((each) => each.key === exchange)?.answer;
      if (!answer) return null;
      const ticket = await handOver(answer, reach);
      tell(key, exchange, { type: "handedOver", ticket });
      await keep(key);
      return ticket;
    },

    rename: async (key, title) => {
      await get().load(key);
      change(key, (held) => ({ ...held, title: title.trim().slice(0, TITLE_CHARS) || null }));
      await keep(key);
    },

    remove: async (key) => {
      await get().load(key);
      const run = running.get(key);
      run?.controller.abort();
      await run?.done;
      for (const id of get().open[key]?.ids ?? []) await forget(id);
      const { [key]: _, ...open } = get().open;
      set({ open, list: without(get().list, key) });
      await keptOnDevice.remove(key);
    },
  };
});

/** The server's conversation that a question goes on in: it is known there once it holds an answer. */
function goesOnIn(conversation: Conversation | undefined): string | null {
  const id = lastOf(conversation?.exchanges.filter((each) => each.answer) ?? [])?.answer?.conversation_id;
  return id && conversation?.ids.includes(id) ? id : null;
}

/** As it was left; an answer that was still coming then is asked back from the server, which may have finished it. */
async function takenUp(kept: Conversation): Promise<Conversation> {
  const id = lastOf(kept.ids);
  const late = id && kept.exchanges.some(isPending) ? await readConversation(id).catch(() => []) : [];
  const here = new Set(kept.exchanges.map((each) => each.answer?.id));
  const exchanges = kept.exchanges.map((each) => {
    const answer = late.find((one) => isPending(each) && !here.has(one.id) && one.question === each.question);
    return answer ? told(each, { type: "answer", answer }) : ended(each, "reloaded");
  });
  return { ...kept, exchanges };
}

async function fromServer(id: string): Promise<Conversation | null> {
  try {
    const exchanges = (await readConversation(id)).map(recorded);
    return { key: id, ids: [id], title: null, changedAt: 0, exchanges, replaced: [] };
  } catch (error) {
    if (error instanceof Refused && error.problem.status === 404) return null;
    throw error;
  }
}

function failureOf(error: unknown, signal: AbortSignal): Failure {
  if (signal.aborted) return { sort: "stopped" };
  if (error instanceof Refused) {
    const retryAt = error.retryAfter === null ? null : Date.now() + error.retryAfter * 1000;
    return { sort: "refused", problem: error.problem, retryAt };
  }
  return { sort: error instanceof BrokenOff ? "broken" : "offline" };
}
