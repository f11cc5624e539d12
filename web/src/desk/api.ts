import { Refused, refusalOf } from "../api/request";
import { useSession } from "./session";
import type { Session } from "./types";

const BASE = "/api/v1/desk";

/** A JSON reply of the desk's API. Rejects with Refused, AbortError, or TypeError without a network. */
export async function read<Reply>(path: string, signal?: AbortSignal): Promise<Reply> {
  return (await replyTo("GET", path, undefined, signal)).json() as Promise<Reply>;
}

/** Changes something; the token says that our own page asks for it. A file goes as it is, all else as JSON. */
export async function change<Reply = void>(
  method: "POST" | "PUT" | "PATCH" | "DELETE",
  path: string,
  body?: unknown,
  signal?: AbortSignal,
): Promise<Reply> {
  const reply = await replyTo(method, path, body, signal);
  const isJson = reply.headers.get("Content-Type")?.includes("json");
  return (reply.status === 204 ? undefined : isJson ? await reply.json() : await reply.text()) as Reply;
}

async function replyTo(method: string, path: string, body: unknown, signal?: AbortSignal): Promise<Response> {
  const headers: Record<string, string> = { Accept: "application/json" };
  if (method !== "GET") headers["X-CSRF-Token"] = useSession.getState().session?.csrf ?? "";
  const isRaw = body instanceof Blob;
  if (body !== undefined && !isRaw) headers["Content-Type"] = "application/json";
  const sent = body === undefined || isRaw ? body : JSON.stringify(body);
  const reply = await fetch(BASE + path, { method, headers, body: sent as BodyInit | undefined, signal });
  if (reply.ok) return reply;
  const refusal = await refusalOf(reply);
  if (refusal.problem.status === 401 && path !== "/session") useSession.getState().refused();
  throw refusal;
}

/** Asks who is signed in, and remembers it. */
export async function readSession(): Promise<Session | null> {
  try {
    const session = await read<Session>("/session");
    useSession.getState().signedIn(session);
    return session;
  } catch (error) {
    if (!(error instanceof Refused && error.problem.status === 401)) throw error;
    useSession.getState().refused();
    return null;
  }
}

/** What to say of a request that failed. */
export function reasonOf(error: unknown, otherwise: string): string {
  return (error instanceof Refused && error.message) || otherwise;
}

export function isConflict(error: unknown): boolean {
  return error instanceof Refused && error.problem.status === 409;
}
