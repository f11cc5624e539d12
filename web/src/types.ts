/** Shapes of the public API; see /openapi.json. All spans count code points, not UTF-16 units. */

export type Span = [number, number];

export interface Step {
  step: string;
  ms: number;
}

export interface Sentence {
  text: string;
  citations: number[];
  marks: Span[];
}

export interface Source {
  name: string;
  url: string;
  confidence: string;
}

export interface Window {
  name: string;
  opens_on: string | null;
  closes_on: string | null;
  state: string | null;
}

export interface Citation {
  n: number;
  clause_id: string;
  document_id: string;
  version: number;
  title: string;
  doc_number: string | null;
  issuer: string;
  issued_on: string | null;
  kind: string;
  validity: string;
  locator: string;
  quote: string;
  start: number;
  end: number;
  url: string;
  reader_url: string;
  sources: Source[];
  window: Window | null;
  ends_on: string | null;
}

/** What an answer rests on, told before a model has worded it. */
export interface Quotes {
  sentences: Sentence[];
  citations: Citation[];
}

export interface Answer {
  id: string;
  conversation_id: string;
  standalone: string;
  status: string;
  mode: string;
  as_of: string;
  sentences: Sentence[];
  citations: Citation[];
  follow_ups: string[];
  notices: string[];
  trace: Step[];
}

export interface ClauseInContext {
  /** What became of the clause since that version; empty while it is current. */
  state_note: string;
  locator: string;
  start: number;
  end: number;
  context: { text: string; start: number; end: number; headings: Span[] };
}

/** RFC 9457 problem details. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  request_id: string;
}
