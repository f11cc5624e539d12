import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { DocumentSummary } from "../api/types";
import { documentAddress } from "../parts/addresses";
import { daysBetween, localToday } from "../parts/days";
import { useTitle } from "../parts/title";
import { Waiting } from "../parts/Waiting";
import { useAbout, useDocuments } from "../parts/queries";
import { Slots } from "./Slots";
import { endingSoon, groupedWindows } from "./timeline";
import "./timeline.css";

/** When one can apply: the windows of all documents in time, and the documents that end soon. */
export function Component() {
  const { t } = useTranslation();
  const asked = useDocuments();
  const { data: about } = useAbout();
  useTitle(t("timeline.title"));
  if (!asked.data) return <Waiting asked={asked} failed={t("timeline.failed")} />;
  return <Timeline documents={asked.data} today={about?.today ?? localToday()} />;
}

function Timeline({ documents, today }: { documents: DocumentSummary[]; today: string }) {
  const { t } = useTranslation();
  const grouped = groupedWindows(documents, today);
  const hasWindows = documents.some(({ windows }) => windows.length);
  return (
    <main className="timeline" id="content">
      <h1>{t("timeline.title")}</h1>
      <p className="timeline-lead">{hasWindows ? t("timeline.lead", { today }) : t("timeline.empty")}</p>
      {hasWindows && (
        <>
          <Slots group="open" slots={grouped.open} today={today} />
          <Slots group="upcoming" slots={grouped.upcoming} today={today} />
          {grouped.unknown.length > 0 && <Slots group="unknown" slots={grouped.unknown} today={today} />}
        </>
      )}
      <Ending documents={endingSoon(documents, today)} today={today} />
      {hasWindows && <Slots group="recent" slots={grouped.recent} today={today} />}
      {grouped.older.length > 0 && <Slots group="older" slots={grouped.older} today={today} />}
    </main>
  );
}

function Ending({ documents, today }: { documents: (DocumentSummary & { ends_on: string })[]; today: string }) {
  const { t } = useTranslation();
  return (
    <section aria-labelledby="ending">
      <h2 id="ending">{t("timeline.ending")}</h2>
      {documents.length === 0 && <p className="timeline-none">{t("timeline.none")}</p>}
      <ul className="slots">
        {documents.map(({ id, title, ends_on }) => {
          const count = daysBetween(today, ends_on);
          return (
            <li key={id} className="slot-words">
              <p lang="zh-CN">
                <Link to={documentAddress(id)}>{title}</Link>
              </p>
              <p>
                {t("timeline.endsOn", { day: ends_on })}{" "}
                <strong className="distance">{count ? t("timeline.endsIn", { count }) : t("timeline.endsToday")}</strong>
              </p>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
