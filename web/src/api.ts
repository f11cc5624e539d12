import { readEvents } from "./events";
import type { Answer, Citation, ClauseInContext, Problem, Quotes, Sentence, Step } from "./types";

/** The server said what is wrong and what to do. */
export class Refused extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail);
  }
}

export interface Listener {
  step(step: Step): void;
  quotes(quotes: Quotes): void;
  sentence(sentence: Sentence): void;
}

/** Asks, and reports steps and verified sentences as they come. Rejects with Refused, AbortError or TypeError. */
export async function ask(
  question: string,
  conversationId: string | null,
  listener: Listener,
  signal: AbortSignal,
): Promise<Answer> {
  const reply = await fetch("/api/v1/answers", {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "text/event-stream" },
    body: JSON.stringify({ question, conversation_id: conversationId }),
    signal,
  });
  if (!reply.ok || !reply.body) throw new Refused(await problemOf(reply));
  for await (const event of readEvents(reply.body)) {
    if (event.name === "step") listener.step(JSON.parse(event.data) as Step);
    else if (event.name === "quotes") listener.quotes(JSON.parse(event.data) as Quotes);
    else if (event.name === "sentence") listener.sentence(JSON.parse(event.data) as Sentence);
    else if (event.name === "answer") return JSON.parse(event.data) as Answer;
    else if (event.name === "error") throw new Refused(JSON.parse(event.data) as Problem);
  }
  throw new TypeError("the stream ended before the answer");
}

/** Removes a conversation from the server with all that was said in it. */
export async function forget(conversationId: string): Promise<void> {
  const reply = await fetch(`/api/v1/conversations/${encodeURIComponent(conversationId)}`, { method: "DELETE" });
  // Gone is what was wanted.
  if (!reply.ok && reply.status !== 404) throw new Refused(await problemOf(reply));
}

export async function readClause(citation: Citation, signal: AbortSignal): Promise<ClauseInContext> {
  const address = `/api/v1/clauses/${encodeURIComponent(citation.clause_id)}?version=${citation.version}`;
  const reply = await fetch(address, { signal });
  if (!reply.ok) throw new Refused(await problemOf(reply));
  return (await reply.json()) as ClauseInContext;
}

export async function isReady(signal: AbortSignal): Promise<boolean> {
  return (await fetch("/readyz", { signal })).ok;
}

/** Where a person reads the quote in its whole document. */
export function readerAddress(citation: Citation): string {
  const address = new URL(citation.reader_url, window.location.href);
  address.searchParams.set("version", String(citation.version));
  address.searchParams.set("start", String(citation.start));
  address.searchParams.set("end", String(citation.end));
  return address.href;
}

async function problemOf(reply: Response): Promise<Problem> {
  try {
    return (await reply.json()) as Problem;
  } catch {
    // A proxy in between answers in its own words.
    const detail = `服务器答复了 HTTP ${reply.status}，请稍后重试。`;
    return { type: "about:blank", title: "请求失败", status: reply.status, detail, request_id: "" };
  }
}
