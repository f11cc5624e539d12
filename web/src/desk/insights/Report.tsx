import { useTranslation } from "react-i18next";
import { isReason, type Insights } from "../types";
import { CountList } from "./CountList";
import { Documents } from "./Documents";
import { Figures } from "./Figures";
import { ModelUse } from "./ModelUse";
import { StackedBars } from "./StackedBars";
import { Unanswered } from "./Unanswered";
import { useWords } from "./words";

const ENDINGS = ["answered", "partly", "asked_back", "unanswered", "out_of_scope", "failed"] as const;
const CHANNELS = ["web", "api", "openai", "mcp", "wechat", "kf", "bot", "bot_socket"] as const;

/** What a period came to. */
export function Report({ insights }: { insights: Insights }) {
  const { t } = useTranslation("desk");
  const { number } = useWords();
  const { replying } = insights;
  const hours = (value: number | null) => (value === null ? null : t("insights.hours", { hours: number(value) }));
  const channels = Object.entries(insights.channels).map(([key, count]) => ({ key, label: nameOf(key), count }));
  const rated = insights.rated.map(({ rating, reason, count }) => ({
    key: `${rating} ${reason}`,
    label: `${t(rating === "up" ? "insights.up" : "insights.down")}${isReason(reason) ? ` · ${t(`reasons.${reason}`)}` : ""}`,
    count,
  }));
  return (
    <>
      <StackedBars
        title={t("insights.questions")}
        days={insights.days.map(({ day, endings }) => ({ day, counts: endings }))}
        names={ENDINGS.map((name) => ({ name, label: t(`endings.${name}`) }))}
      />
      <div className="insights-columns">
        <div>
          <Unanswered groups={insights.unanswered} />
          <Documents cited={insights.documents} silent={insights.silent} />
        </div>
        <div>
          <Figures
            title={t("insights.replying")}
            figures={[
              { label: t("insights.opened"), value: number(replying.opened) },
              { label: t("insights.replied"), value: number(replying.replied) },
              { label: t("insights.median"), value: hours(replying.median_hours) },
              { label: t("insights.slow"), value: hours(replying.slow_hours) },
              { label: t("insights.distance"), value: replying.median_distance === null ? null : number(replying.median_distance) },
            ]}
          />
          <Counts title={t("insights.channels")} rows={channels} />
          <Counts title={t("insights.rated")} rows={rated} />
        </div>
      </div>
      <ModelUse insights={insights} />
    </>
  );

  function nameOf(channel: string): string {
    const known = CHANNELS.find((each) => each === channel);
    return known ? t(`channels.${known}`) : channel;
  }
}

function Counts({ title, rows }: { title: string; rows: Parameters<typeof CountList>[0]["rows"] }) {
  const { t } = useTranslation("desk");
  return (
    <section className="desk-card">
      <h2>{title}</h2>
      {rows.length ? <CountList label={title} rows={rows} /> : <p className="facts">{t("insights.nothing")}</p>}
    </section>
  );
}
