import { readEvents } from "./events";
import { get, post, Refused, refusalOf } from "./request";
import type { Answer, ConversationOfServer, Problem, Quotes, Rating, RecordedAnswer, Sentence, StaffReply, Step } from "./types";

export interface Listener {
  /** Under which id the server keeps what comes of it; told first. */
  conversation(id: string): void;
  step(step: Step): void;
  quotes(quotes: Quotes): void;
  sentence(sentence: Sentence): void;
}

/** The stream ended before its answer: the server or something in between broke off. */
export class BrokenOff extends Error {}

/** Asks, and reports steps and verified sentences as they come. Rejects with Refused, BrokenOff, AbortError,
 * or TypeError without a network. */
export async function ask(
  question: string,
  conversationId: string | null,
  listener: Listener,
  signal: AbortSignal,
): Promise<Answer> {
  const asked = { question, conversation_id: conversationId };
  const reply = await post("/api/v1/answers", asked, "text/event-stream", signal);
  if (!reply.body) throw await refusalOf(reply);
  try {
    for await (const event of readEvents(reply.body)) {
      if (event.name === "conversation") listener.conversation((JSON.parse(event.data) as { id: string }).id);
      else if (event.name === "step") listener.step(JSON.parse(event.data) as Step);
      else if (event.name === "quotes") listener.quotes(JSON.parse(event.data) as Quotes);
      else if (event.name === "sentence") listener.sentence(JSON.parse(event.data) as Sentence);
      else if (event.name === "answer") return JSON.parse(event.data) as Answer;
      else if (event.name === "error") throw new Refused(JSON.parse(event.data) as Problem);
    }
  } catch (error) {
    // A network that fails now has worked before.
    if (error instanceof TypeError) throw new BrokenOff();
    throw error;
  }
  throw new BrokenOff();
}

export async function judge(answerId: string, rating: Rating, reason = "", comment = ""): Promise<void> {
  await post("/api/v1/feedback", { answer_id: answerId, rating, reason, comment }, "application/json");
}

/** Asks for a person to answer, who may be told how to reach the asker; the number of the ticket. */
export async function handOver(answer: Answer, reach: string): Promise<number> {
  const asked = { answer_id: answer.id, conversation_id: answer.conversation_id, reach };
  return ((await (await post("/api/v1/handovers", asked, "application/json")).json()) as { number: number }).number;
}

/** What staff replied in a conversation, oldest first. */
export async function readReplies(conversationId: string, signal?: AbortSignal): Promise<StaffReply[]> {
  const path = `/api/v1/conversations/${encodeURIComponent(conversationId)}/replies`;
  return (await get<{ replies: StaffReply[] }>(path, signal)).replies;
}

/** All that a conversation of the server holds, oldest first. Rejects with Refused, 404 when there is none. */
export async function readConversation(id: string): Promise<RecordedAnswer[]> {
  const path = `/api/v1/conversations/${encodeURIComponent(id)}`;
  let answers: RecordedAnswer[] = [];
  for (;;) {
    const before = answers[0] ? `?before=${encodeURIComponent(answers[0].id)}` : "";
    const part = await get<ConversationOfServer>(path + before);
    answers = [...part.answers, ...answers];
    if (!part.has_more || !part.answers.length) return answers;
  }
}

/** Removes a conversation from the server with all that was said in it; one that is gone already is as wanted. */
export async function forget(conversationId: string): Promise<void> {
  const reply = await fetch(`/api/v1/conversations/${encodeURIComponent(conversationId)}`, { method: "DELETE" });
  if (!reply.ok && reply.status !== 404) throw await refusalOf(reply);
}
