import { KINDS, VALIDITIES, WINDOWS } from "./labels";
import type { Citation } from "./types";

interface Props {
  citations: Citation[];
  onCite(citation: Citation): void;
}

const SHOWN = 3;

/** Where the sentences come from: each document once, its places below it; a long list stays folded. */
export function Sources({ citations, onCite }: Props) {
  const documents = new Map<string, Citation[]>();
  for (const citation of citations) {
    const key = `${citation.document_id}@${citation.version}`;
    documents.set(key, [...(documents.get(key) ?? []), citation]);
  }
  const list = [...documents].map(([key, held]) => <Source key={key} citations={held} onCite={onCite} />);
  if (citations.length <= SHOWN) return <div className="sources">{list}</div>;
  return (
    <details className="sources">
      <summary>全部 {citations.length} 处出处</summary>
      {list}
    </details>
  );
}

function Source({ citations, onCite }: Props) {
  const [first] = citations;
  if (!first) return null;
  return (
    <section aria-label={first.title}>
      <p>
        《{first.title}》
        <span className={`tag ${first.validity}`}>
          {KINDS[first.kind]} · {VALIDITIES[first.validity]}
        </span>
        {first.window && (
          <span className={`tag ${first.window.state ?? ""}`}>
            {first.window.name}
            {WINDOWS[first.window.state ?? "unknown"]}
          </span>
        )}
      </p>
      <ul>
        {citations.map((citation) => (
          <li key={citation.n}>
            <span aria-hidden="true">[{citation.n}]</span>
            <button type="button" className="link" onClick={() => onCite(citation)}>
              {citation.locator}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
