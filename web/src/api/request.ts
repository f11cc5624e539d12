import type { Problem } from "./types";

/** The server said what is wrong and what to do; `retryAfter` is in seconds. */
export class Refused extends Error {
  constructor(
    readonly problem: Problem,
    readonly retryAfter: number | null = null,
  ) {
    super(problem.detail);
  }
}

/** A JSON reply of our own server. Rejects with Refused, AbortError, or TypeError without a network. */
export async function get<Reply>(path: string, signal?: AbortSignal): Promise<Reply> {
  const reply = await fetch(path, { signal, headers: { Accept: "application/json" } });
  if (!reply.ok) throw await refusalOf(reply);
  return (await reply.json()) as Reply;
}

/** Sends JSON; the reply is the caller's to read. */
export async function post(path: string, body: unknown, accept: string, signal?: AbortSignal): Promise<Response> {
  const reply = await fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: accept },
    body: JSON.stringify(body),
    signal,
  });
  if (!reply.ok) throw await refusalOf(reply);
  return reply;
}

export async function refusalOf(reply: Response): Promise<Refused> {
  const seconds = Number.parseInt(reply.headers.get("Retry-After") ?? "", 10);
  return new Refused(await problemOf(reply), Number.isFinite(seconds) ? seconds : null);
}

async function problemOf(reply: Response): Promise<Problem> {
  try {
    const problem = (await reply.json()) as Problem;
    if (problem.detail) return problem;
  } catch {
    // A proxy in between answers in its own words.
  }
  return { type: "about:blank", title: "", status: reply.status, detail: "", request_id: "", errors: [] };
}
