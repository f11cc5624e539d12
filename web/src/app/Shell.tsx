import { BadgeCheck, FileText, CalendarClock, Menu as MenuIcon, MessageSquarePlus } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, type Location, NavLink, Outlet, ScrollRestoration, useLocation } from "react-router";
import { Window } from "../parts/Window";
import { HistoryList } from "./HistoryList";
import { SettingsMenu } from "./SettingsMenu";
import { useServerState } from "./serverState";

/** What surrounds every page: the bar on top, the conversations at the side, and word of the server when it is away. */
export function Shell() {
  const { t } = useTranslation();
  const [menuOpen, setMenuOpen] = useState(false);
  const server = useServerState();
  const { pathname } = useLocation();

  useEffect(() => setMenuOpen(false), [pathname]);

  return (
    <div className="shell">
      <a className="skip" href="#content">
        {t("app.skip")}
      </a>
      <header className="bar">
        <button type="button" className="icon-button bar-menu" aria-label={t("app.menu")} onClick={() => setMenuOpen(true)}>
          <MenuIcon aria-hidden="true" />
        </button>
        <Link to="/" className="brand">
          {t("app.name")}
        </Link>
        <nav className="bar-links" aria-label={t("app.name")}>
          <NavLink to="/eligibility">
            <BadgeCheck aria-hidden="true" />
            {t("nav.eligibility")}
          </NavLink>
          <NavLink to="/documents">
            <FileText aria-hidden="true" />
            {t("nav.documents")}
          </NavLink>
          <NavLink to="/timeline">
            <CalendarClock aria-hidden="true" />
            {t("nav.timeline")}
          </NavLink>
        </nav>
        <Link to="/" className="icon-button bar-fresh" aria-label={t("nav.fresh")}>
          <MessageSquarePlus aria-hidden="true" />
        </Link>
        <SettingsMenu />
      </header>
      {server !== "ready" && (
        <p className="banner" role="status">
          {t(`server.${server}`)}
        </p>
      )}
      <div className="columns">
        <aside className="side" aria-label={t("nav.history")}>
          <Fresh />
          <HistoryList />
        </aside>
        <Outlet />
      </div>
      <ScrollRestoration getKey={placeOf} />
      {menuOpen && (
        <Window title={t("nav.history")} shape="start" onClose={() => setMenuOpen(false)}>
          <Fresh onChoose={() => setMenuOpen(false)} />
          <nav className="sheet-links" aria-label={t("app.menu")}>
            <Link to="/eligibility" onClick={() => setMenuOpen(false)}>
              <BadgeCheck aria-hidden="true" />
              {t("nav.eligibility")}
            </Link>
            <Link to="/documents" onClick={() => setMenuOpen(false)}>
              <FileText aria-hidden="true" />
              {t("nav.documents")}
            </Link>
            <Link to="/timeline" onClick={() => setMenuOpen(false)}>
              <CalendarClock aria-hidden="true" />
              {t("nav.timeline")}
            </Link>
          </nav>
          <HistoryList onChoose={() => setMenuOpen(false)} />
        </Window>
      )}
    </div>
  );
}

function Fresh({ onChoose }: { onChoose?(): void }) {
  const { t } = useTranslation();
  return (
    <Link to="/" className="fresh" onClick={onChoose}>
      <MessageSquarePlus aria-hidden="true" />
      {t("nav.fresh")}
    </Link>
  );
}

/** What is read is found again where it was left. A conversation has one place, whatever is opened beside it. */
function placeOf({ pathname, key }: Location): string {
  return pathname === "/" || pathname.startsWith("/c/") ? pathname : key;
}
