import type { Language } from "../i18n";
import { get, post } from "./request";
import type { Eligibility, FactKind, Programme } from "./types";

/** What is known of an enterprise, as it is sent: fact ids with what a person said. */
export type Facts = Record<string, string>;

export const FORMATS = ["docx", "pdf", "ics"] as const;
export type Format = (typeof FORMATS)[number];

/** What can be known of an enterprise, and how one asks for it. */
export async function readFactKinds(signal?: AbortSignal): Promise<FactKind[]> {
  return (await get<{ facts: FactKind[] }>("/api/v1/eligibility/facts", signal)).facts;
}

export async function readProgrammes(signal?: AbortSignal): Promise<Programme[]> {
  return (await get<{ programmes: Programme[] }>("/api/v1/eligibility/programmes", signal)).programmes;
}

/** Judges these programmes, or all of them where none is named. */
export async function assess(facts: Facts, programmes: string[] | null, signal?: AbortSignal): Promise<Eligibility> {
  const reply = await post("/api/v1/eligibility", programmes ? { facts, programmes } : { facts }, "application/json", signal);
  return (await reply.json()) as Eligibility;
}

/** The application checklist as a file with the name that the server gives it. */
export async function readChecklist(facts: Facts, programme: string, format: Format, language: Language): Promise<{ name: string; content: Blob }> {
  const reply = await post("/api/v1/eligibility/checklist", { facts, programme, format, language }, "*/*");
  return { name: nameIn(reply.headers.get("Content-Disposition")) ?? `${programme}.${format}`, content: await reply.blob() };
}

export function nameIn(disposition: string | null): string | null {
  const escaped = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? "")?.[1];
  const plain = /filename="?([^";]+)"?/i.exec(disposition ?? "")?.[1];
  try {
    return escaped ? decodeURIComponent(escaped) : (plain ?? null);
  } catch {
    return plain ?? null;
  }
}
