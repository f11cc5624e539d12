import { createStore, del, get, promisifyRequest, update, type UseStore } from "idb-keyval";
import { ended, type Exchange } from "./exchange";

/** A conversation of this device. */
export interface Conversation {
  key: string;
  /** The server's names for it, the last one in use; more than one when the server had forgotten it in between. */
  ids: string[];
  /** What the person called it, if they did. */
  title: string | null;
  changedAt: number;
  exchanges: Exchange[];
  /** Keys of exchanges that others took the place of. */
  replaced: string[];
}

/** What the list shows without opening the conversation. */
export interface Entry {
  key: string;
  title: string;
  changedAt: number;
}

const LIST = "list";
const TITLE_CHARS = 60;
const nameOf = (key: string) => `conversation:${key}`;

let opened: UseStore | undefined;
const shelf = () => (opened ??= createStore("policy-assistant", "conversations"));

/** Keeps conversations in IndexedDB. A browser that forbids it has them until the page is closed. */
export const keptOnDevice = {
  list: () => attempt(async () => (await get<Entry[]>(LIST, shelf())) ?? []),
  read: (key: string) => attempt(async () => (await get<Conversation>(nameOf(key), shelf())) ?? null),
  /** What is kept then, for another tab may have gone on with it. One that was kept before and was deleted stays so. */
  write: (conversation: Conversation, isNew: boolean) =>
    attempt(() => shelf()("readwrite", (store) => written(store, conversation, isNew))),
  remove: (key: string) =>
    attempt(async () => {
      await del(nameOf(key), shelf());
      await update<Entry[]>(LIST, (list) => without(list ?? [], key), shelf());
    }),
};

/** In one transaction, so that a page that is left the next moment has kept all or nothing. */
async function written(store: IDBObjectStore, conversation: Conversation, isNew: boolean): Promise<Conversation | "deleted"> {
  const held = await promisifyRequest<Conversation | undefined>(store.get(nameOf(conversation.key)));
  if (!held && !isNew) return "deleted";
  const kept = held ? merged(held, conversation) : conversation;
  store.put(kept, nameOf(kept.key));
  const list = await promisifyRequest<Entry[] | undefined>(store.get(LIST));
  store.put([entryOf(kept), ...without(list ?? [], kept.key)], LIST);
  await promisifyRequest(store.transaction);
  return kept;
}

export function entryOf({ key, title, exchanges, changedAt }: Conversation): Entry {
  return { key, title: title ?? exchanges[0]?.question.slice(0, TITLE_CHARS) ?? "", changedAt };
}

export function without(list: Entry[], key: string): Entry[] {
  return list.filter((entry) => entry.key !== key);
}

/** Both together: of an exchange that both have the newer one's, in the order in which they were asked. */
export function merged(kept: Conversation, newer: Conversation): Conversation {
  const replaced = [...new Set([...kept.replaced, ...newer.replaced])];
  const exchanges = new Map([...kept.exchanges, ...newer.exchanges].map((each) => [each.key, each]));
  for (const key of replaced) exchanges.delete(key);
  return {
    ...newer,
    ids: [...new Set([...kept.ids, ...newer.ids])],
    title: newer.title ?? kept.title,
    exchanges: [...exchanges.values()].sort(byTime),
    replaced,
  };
}

/** With what another tab has added to what is kept; what came here meanwhile is newer, and what was replaced stays away. */
export function extended(here: Conversation, kept: Conversation): Conversation {
  const known = new Set([...here.exchanges.map((each) => each.key), ...here.replaced]);
  const added = kept.exchanges.filter((each) => !known.has(each.key)).map((each) => ended(each, "stopped"));
  if (!added.length) return here;
  const ids = [...new Set([...kept.ids, ...here.ids])];
  return { ...here, ids, exchanges: [...added, ...here.exchanges].sort(byTime) };
}

function byTime(one: Exchange, other: Exchange): number {
  return one.askedAt - other.askedAt;
}

let last: Promise<unknown> = Promise.resolve();

/** One after the other, so that what was deleted is not written again by what had begun before. */
function attempt<Result>(work: () => Promise<Result>): Promise<Result | null> {
  const done = last.then(work).catch(() => null);
  last = done;
  return done;
}
