import { get } from "./request";

export interface About {
  name: string;
  version: string;
  today: string;
  contact: string;
  model: boolean;
  documents: number;
  max_question_chars: number;
  /** Whether a person can be asked for. */
  desk: boolean;
}

export function readAbout(signal?: AbortSignal): Promise<About> {
  return get("/api/v1/about", signal);
}

export async function isReady(signal: AbortSignal): Promise<boolean> {
  return (await fetch("/readyz", { signal })).ok;
}
