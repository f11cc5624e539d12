import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { documentAddress } from "../parts/addresses";
import { useWindowDays } from "../parts/useWindowDays";
import { axisAround, type Axis, barOf, shareOf, ticksOf } from "./axis";
import { distanceOf, type Group, type Slot } from "./timeline";

interface Props {
  group: Group;
  slots: Slot[];
  today: string;
}

const SOON_DAYS = 30;

/** One group of windows; the older ones are folded away. */
export function Slots({ group, slots, today }: Props) {
  const { t } = useTranslation();
  const axis = axisAround(today);
  const title = group === "older" ? t("timeline.older", { count: slots.length }) : t(`timeline.${group}`);
  const list = (
    <>
      {group !== "older" && slots.length > 0 && <Ticks axis={axis} />}
      <ul className="slots">
        {slots.map((slot) => (
          <li key={`${slot.document.id} ${slot.window.name}`} className="slot">
            <Words slot={slot} group={group} today={today} />
            {group !== "older" && <Track slot={slot} group={group} today={today} axis={axis} />}
          </li>
        ))}
      </ul>
    </>
  );
  if (group === "older") {
    return (
      <details className="older">
        <summary>{title}</summary>
        {list}
      </details>
    );
  }
  return (
    <section aria-labelledby={group}>
      <h2 id={group}>{title}</h2>
      {slots.length ? list : <p className="timeline-none">{t("timeline.none")}</p>}
    </section>
  );
}

function Words({ slot, group, today }: { slot: Slot; group: Group; today: string }) {
  const { t } = useTranslation();
  const daysOf = useWindowDays();
  const { document, window } = slot;
  const distance = distanceOf(slot, group, today);
  const isSoon = group === "open" && distance !== null && distance.count <= SOON_DAYS;
  return (
    <div className="slot-words">
      <p lang="zh-CN">
        <Link to={documentAddress(document.id)}>{document.title}</Link>
      </p>
      <p>
        {window.name} · {daysOf(window)}{" "}
        {distance && (
          <strong className={isSoon ? "distance soon" : `distance ${group}`}>
            {t(`timeline.${distance.what}`, { count: distance.count })}
          </strong>
        )}
      </p>
      {window.note && <p className="facts">{window.note}</p>}
    </div>
  );
}

/** The same days to look at; the words say all of it, so that nobody has to see this. */
function Track({ slot, group, today, axis }: { slot: Slot; group: Group; today: string; axis: Axis }) {
  const bar = barOf(slot, today, axis);
  return (
    <div className="track" aria-hidden="true">
      <span className="today" style={{ left: percent(shareOf(today, axis)) }} />
      {bar && (
        <span
          className={`bar-of ${group}`}
          data-open-from={bar.isOpenFrom || undefined}
          data-open-to={bar.isOpenTo || undefined}
          style={{ left: percent(bar.from), width: percent(bar.to - bar.from) }}
        />
      )}
    </div>
  );
}

function Ticks({ axis }: { axis: Axis }) {
  const { t } = useTranslation();
  return (
    <div className="slot ticks" aria-hidden="true">
      <span className="facts">{t("timeline.chart")}</span>
      <div className="track">
        {ticksOf(axis).map(({ share, year, month }) => (
          <span key={share} className={month === 1 ? "tick year" : "tick"} style={{ left: percent(share) }}>
            {month === 1 ? year : t("timeline.monthOf", { month })}
          </span>
        ))}
      </div>
    </div>
  );
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)}%`;
}
