import { useTranslation } from "react-i18next";
import { Link } from "react-router";

/** The last net: a page that could not be drawn, or a part of the app that could not be fetched. */
export function Lost() {
  const { t } = useTranslation();
  return (
    <main className="plain" id="content">
      <p role="alert">{t("app.lost")}</p>
      <p>
        <button type="button" className="primary" onClick={() => window.location.reload()}>
          {t("app.reload")}
        </button>
      </p>
    </main>
  );
}

export function NotFound() {
  const { t } = useTranslation();
  return (
    <main className="plain" id="content">
      <h1>{t("app.notFound")}</h1>
      <p>
        <Link to="/">{t("app.home")}</Link>
      </p>
    </main>
  );
}

/** While the page that was opened first is fetched. */
export function Loading() {
  const { t } = useTranslation();
  return (
    <main className="plain" id="content">
      <p role="status">{t("app.loading")}</p>
    </main>
  );
}
