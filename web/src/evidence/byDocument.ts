import type { Citation } from "../api/types";

export type Held = [Citation, ...Citation[]];

/** The citations of each document together, in the order in which the documents are first cited. */
export function byDocument(citations: Citation[]): Held[] {
  const documents = new Map<string, Held>();
  for (const citation of citations) {
    const key = `${citation.document_id}@${citation.version}`;
    const held = documents.get(key);
    if (held) held.push(citation);
    else documents.set(key, [citation]);
  }
  return [...documents.values()];
}
