import { get } from "./request";
import type { Beside, Citation, ClauseInContext, DocumentSummary, DocumentWithText, Version } from "./types";

export async function readDocuments(signal?: AbortSignal): Promise<DocumentSummary[]> {
  return (await get<{ documents: DocumentSummary[] }>("/api/v1/documents", signal)).documents;
}

export function readDocument(id: string, version: number | null, signal?: AbortSignal): Promise<DocumentWithText> {
  const query = version === null ? "" : `?version=${version}`;
  return get(`/api/v1/documents/${encodeURIComponent(id)}${query}`, signal);
}

export async function readVersions(id: string, signal?: AbortSignal): Promise<Version[]> {
  return (await get<{ versions: Version[] }>(`/api/v1/documents/${encodeURIComponent(id)}/versions`, signal)).versions;
}

export function readClause(citation: Citation, signal?: AbortSignal): Promise<ClauseInContext> {
  return get(`/api/v1/clauses/${encodeURIComponent(citation.clause_id)}?version=${citation.version}`, signal);
}

/** Of the current versions of both. */
export function readBeside(id: string, signal?: AbortSignal): Promise<Beside> {
  return get(`/api/v1/documents/${encodeURIComponent(id)}/beside`, signal);
}
