import { Download } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { localToday } from "../../parts/days";
import { useAbout } from "../../parts/queries";
import { useTitle } from "../../parts/title";
import { reasonOf } from "../api";
import { useInsights } from "../queries";
import { periodOf } from "./period";
import { PeriodPicker } from "./PeriodPicker";
import { Report } from "./Report";
import "./insights.css";

/** What was asked and answered in a period, what was not, and how quick staff were. */
export function Component() {
  const { t } = useTranslation("desk");
  const [query] = useSearchParams();
  const about = useAbout();
  // The server's day: what it counts by.
  const period = periodOf(query, about.data?.today ?? localToday());
  const asked = useInsights(period.first, period.last, !about.isPending);
  useTitle(t("frame.insights"));
  return (
    <main className="desk-main insights" id="content" aria-busy={asked.isFetching}>
      <div className="desk-head">
        <h1>{t("frame.insights")}</h1>
        <p className="desk-head-buttons">
          <a className="button" href={`/api/v1/desk/insights.csv?first=${period.first}&last=${period.last}`} download>
            <Download aria-hidden="true" />
            CSV
          </a>
        </p>
      </div>
      <PeriodPicker period={period} />
      {asked.error ? (
        <div className="desk-none" role="alert">
          <p>{reasonOf(asked.error, t("insights.failed"))}</p>
          <p className="desk-more">
            <button type="button" onClick={() => void asked.refetch()}>
              {t("said.again")}
            </button>
          </p>
        </div>
      ) : asked.data ? (
        <Report insights={asked.data} />
      ) : (
        <p className="desk-none" role="status">
          {t("said.loading")}
        </p>
      )}
    </main>
  );
}
