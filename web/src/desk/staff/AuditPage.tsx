import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { useTitle } from "../../parts/title";
import { Waiting } from "../../parts/Waiting";
import { useAudit } from "../queries";
import { SUBJECTS } from "./actions";
import { EventLine } from "./EventLine";
import "../ticket/ticket.css";
import "./staff.css";

/** All that was ever done at the desk, newest first. */
export function Component() {
  const { t } = useTranslation("desk");
  const [query, setQuery] = useSearchParams();
  const subject = query.get("subject") ?? "";
  useTitle(t("frame.audit"));
  const asked = useAudit(subject);
  if (!asked.data) return <Waiting asked={asked} failed={t("audit.failed")} />;
  const events = asked.data.pages.flatMap((page) => page.events);
  return (
    <main className="desk-main" id="content">
      <h1>{t("frame.audit")}</h1>
      <p className="lead">{t("audit.lead")}</p>
      <p className="audit-filter">
        <label>
          {t("audit.subject")}
          <select value={subject} onChange={(event) => setQuery(event.target.value ? { subject: event.target.value } : {}, { replace: true })}>
            <option value="">{t("queue.any")}</option>
            {SUBJECTS.map((each) => (
              <option key={each} value={each}>
                {t(`subjects.${each}`)}
              </option>
            ))}
          </select>
        </label>
      </p>
      {events.length ? (
        <ol className="events alone">
          {events.map((event) => (
            <EventLine key={event.sequence} event={event} isAlone />
          ))}
        </ol>
      ) : (
        <p className="desk-none">{t("audit.none")}</p>
      )}
      {asked.hasNextPage && (
        <p className="desk-more">
          <button type="button" disabled={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>
            {t("said.more")}
          </button>
        </p>
      )}
    </main>
  );
}
