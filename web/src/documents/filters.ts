import type { DocumentSummary } from "../api/types";
import { foldedText, type Variants } from "../parts/fold";

export const FILTERS = ["kind", "region", "validity", "topic"] as const;
export type Filter = (typeof FILTERS)[number];

/** What is wanted; an empty value wants all. */
export type Wanted = Record<Filter, string> & { words: string };

export interface Option {
  value: string;
  count: number;
}

/** The query string is where the filters live: a list can be passed on, and is the same after going back to it. */
export function wantedOf(query: URLSearchParams): Wanted {
  const [kind = "", region = "", validity = "", topic = ""] = FILTERS.map((filter) => query.get(filter) ?? "");
  return { kind, region, validity, topic, words: query.get("q") ?? "" };
}

export function queryOf(wanted: Wanted): URLSearchParams {
  const values = [...FILTERS.map((filter) => [filter, wanted[filter]]), ["q", wanted.words]];
  return new URLSearchParams(values.filter(([, value]) => value) as [string, string][]);
}

export function matching(documents: DocumentSummary[], wanted: Wanted, variants?: Variants): DocumentSummary[] {
  const fold = (text: string) => foldedText(text, variants);
  const words = wanted.words.split(/\s+/).map(fold).filter(Boolean);
  const chosen = FILTERS.filter((filter) => wanted[filter]);
  return documents.filter((document) => {
    const written = fold([document.title, document.short_title, document.doc_number, document.issuer].join("\n"));
    return (
      words.every((word) => written.includes(word)) &&
      chosen.every((filter) => valuesOf(document, filter, documents).includes(wanted[filter]))
    );
  });
}

/** The values of a filter among all documents, and how many have each when the other filters stay as they are. */
export function optionsOf(documents: DocumentSummary[], filter: Filter, wanted: Wanted, variants?: Variants): Option[] {
  const open = new Set(matching(documents, { ...wanted, [filter]: "" }, variants));
  const counts = new Map<string, number>();
  for (const document of documents) {
    for (const value of valuesOf(document, filter, documents)) {
      counts.set(value, (counts.get(value) ?? 0) + (open.has(document) ? 1 : 0));
    }
  }
  return [...counts].map(([value, count]) => ({ value, count }));
}

function valuesOf(document: DocumentSummary, filter: Filter, documents: DocumentSummary[]): string[] {
  if (filter === "topic") return document.topics;
  if (filter === "region") return [regionOf(document, documents)];
  return [document[filter]];
}

/** The region under which a document is found: without what is excepted, and a town under its city where that has documents. */
function regionOf({ region }: DocumentSummary, documents: DocumentSummary[]): string {
  const plain = plainRegion(region);
  const wider = documents.map((other) => plainRegion(other.region)).filter((other) => other && plain.startsWith(other));
  return wider.reduce((shortest, other) => (other.length < shortest.length ? other : shortest), plain);
}

function plainRegion(region: string): string {
  return region.replace(/[（(].*$/, "");
}
