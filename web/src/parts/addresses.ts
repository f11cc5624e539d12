import type { Citation, Clause } from "../api/types";

interface Place {
  version?: number;
  start?: number;
  end?: number;
}

/** Where a document is read in the app, scrolled to a marked span when there is one. */
export function documentAddress(documentId: string, place: Place = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(place)) if (value !== undefined) query.set(name, String(value));
  const asked = query.toString(); // Its `size` is too new for many phones.
  return `/documents/${encodeURIComponent(documentId)}${asked && `?${asked}`}`;
}

export function quoteAddress({ document_id, version, start, end }: Citation): string {
  return documentAddress(document_id, { version, start, end });
}

/** One clause of a version in the app, to be passed on; it stays the same when the document changes. */
export function anchorAddress({ document_id, id }: Clause, version: number): string {
  return new URL(`${documentAddress(document_id, { version })}#${encodeURIComponent(numberOf(id))}`, window.location.href).href;
}

/** A clause's number in its document. */
export function numberOf(clauseId: string): string {
  return clauseId.slice(clauseId.indexOf(":") + 1);
}

/** What changed between two versions, as a plain page of the server's. */
export function diffAddress(documentId: string, from: number, to: number): string {
  return `/documents/${encodeURIComponent(documentId)}/diff?from=${from}&to=${to}`;
}

/** The clause as a page of its own, for everyone: it needs no script. */
export function clauseAddress(citation: Citation): string {
  return new URL(citation.reader_url, window.location.href).href;
}

export function answerAddress(answerId: string): string {
  return new URL(`/a/${encodeURIComponent(answerId)}`, window.location.href).href;
}

/** An address where a page may link to, else nothing: a script is no address. */
export function webAddress(url: string): string | null {
  return /^https?:\/\//.test(url) ? url : null;
}

/** What one has to do for a programme, line by line. */
export function checklistAddress(programme: string): string {
  return `/eligibility/${encodeURIComponent(programme)}`;
}
