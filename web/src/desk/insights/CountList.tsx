import type { ReactNode } from "react";
import { useWords } from "./words";

export interface Counted {
  key: string;
  label: ReactNode;
  count: number;
}

/** Counts beneath each other, each with a bar as long as its part of the greatest. */
export function CountList({ rows, label }: { rows: readonly Counted[]; label: string }) {
  const { number } = useWords();
  const most = Math.max(1, ...rows.map((row) => row.count));
  return (
    <ul className="counts" aria-label={label}>
      {rows.map((row) => (
        <li key={row.key}>
          <span className="counts-label">{row.label}</span>
          <strong>{number(row.count)}</strong>
          <span className="counts-bar" aria-hidden="true">
            <span style={{ width: `${(row.count / most) * 100}%` }} />
          </span>
        </li>
      ))}
    </ul>
  );
}
