import { useId } from "react";

export interface Figure {
  label: string;
  /** Null where there is nothing to tell it from. */
  value: string | null;
}

/** A few numbers that stand for themselves. */
export function Figures({ title, figures }: { title: string; figures: readonly Figure[] }) {
  const titled = useId();
  return (
    <section className="desk-card" aria-labelledby={titled}>
      <h2 id={titled}>{title}</h2>
      <dl className="figures">
        {figures.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value ?? "—"}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
