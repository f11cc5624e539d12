import { useId } from "react";
import { useTranslation } from "react-i18next";
import { useRoomForDays } from "../../parts/media";
import { barsOf, type Bar, type Day, labelled, piecesOf, sumOf, ticksOf } from "./chart";
import { useWords } from "./words";

/** More than these are drawn by week. */
const MOST_DAYS = { wide: 92, narrow: 31 };
/** How much of its place a bar fills. */
const FULL = 0.8;

interface Props {
  title: string;
  days: readonly Day[];
  /** From the foot up, with what they are called. */
  names: readonly { name: string; label: string }[];
}

/** Counts by day as bars; the same as a table for who wants the numbers, or cannot see bars. */
export function StackedBars({ title, days, names }: Props) {
  const { t } = useTranslation("desk");
  const { number, day } = useWords();
  const titled = useId();
  const byDay = barsOf(days);
  const bars = barsOf(days, useRoomForDays() ? MOST_DAYS.wide : MOST_DAYS.narrow);
  const most = Math.max(0, ...bars.map((bar) => bar.total));
  const sum = sumOf(days.map((each) => each.counts));
  const all = byDay.reduce((counted, bar) => counted + bar.total, 0);
  const isByDay = bars.length === byDay.length;
  return (
    <section className="desk-card" aria-labelledby={titled}>
      <h2 id={titled}>{title}</h2>
      <p className="facts">{t(isByDay ? "insights.byDay" : "insights.byWeek", { all: number(all), most: number(most) })}</p>
      <ul className="legend">
        {names.map(({ name, label }) => (
          <li key={name}>
            <span className={`swatch piece-${name}`} aria-hidden="true" />
            {label} <strong>{number(sum[name] ?? 0)}</strong>
          </li>
        ))}
      </ul>
      <Drawing bars={bars} most={most} names={names} />
      <details className="chart-table">
        <summary>{t("insights.asTable")}</summary>
        <div role="region" aria-label={title} tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t("insights.day")}</th>
                <th scope="col">{t("insights.all")}</th>
                {names.map(({ name, label }) => (
                  <th key={name} scope="col">
                    {label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {byDay.map(({ first, total, counts }) => (
                <tr key={first}>
                  <th scope="row">{day(first)}</th>
                  <td>{number(total)}</td>
                  {names.map(({ name }) => (
                    <td key={name}>{number(counts[name] ?? 0)}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </section>
  );
}

function Drawing({ bars, most, names }: { bars: readonly Bar[]; most: number; names: Props["names"] }) {
  const { number, day, span } = useWords();
  const ticks = ticksOf(most);
  const top = ticks[ticks.length - 1] ?? 1;
  const place = 1 / bars.length;
  const order = names.map(({ name }) => name);
  return (
    <svg className="chart" aria-hidden="true">
      {ticks.map((tick) => (
        <g key={tick}>
          <line className="chart-line" x1="0" x2="100%" y1={percent(1 - tick / top)} y2={percent(1 - tick / top)} />
          <text x="-8" y={percent(1 - tick / top)} dy="0.35em" textAnchor="end">
            {number(tick)}
          </text>
        </g>
      ))}
      {bars.map((bar, at) => (
        <g key={bar.first}>
          <title>{toldOf(bar)}</title>
          <rect className="chart-place" x={percent(at * place)} width={percent(place)} y="0" height="100%" />
          {piecesOf(bar.counts, order, top).map(({ name, from, to }) => (
            <rect
              key={name}
              className={`piece-${name}`}
              x={percent((at + (1 - FULL) / 2) * place)}
              width={percent(FULL * place)}
              y={percent(1 - to)}
              height={percent(to - from)}
            />
          ))}
        </g>
      ))}
      {labelled(bars.length).map((at) => (
        <text key={at} x={percent((at + 0.5) * place)} y="100%" dy="1.5em" textAnchor="middle">
          {day(bars[at]?.first ?? "")}
        </text>
      ))}
    </svg>
  );

  function toldOf(bar: Bar): string {
    const told = names.filter(({ name }) => bar.counts[name]).map(({ name, label }) => `${label} ${number(bar.counts[name] ?? 0)}`);
    return [`${span(bar.first, bar.last)} · ${number(bar.total)}`, ...told].join("\n");
  }
}

function percent(part: number): string {
  return `${part * 100}%`;
}
