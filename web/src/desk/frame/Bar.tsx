import { Menu } from "@base-ui/react/menu";
import { useQueryClient } from "@tanstack/react-query";
import { BookCheck, ChartColumn, ClipboardCheck, Inbox, KeyRound, LogOut, ScrollText, UserRound, Users, type LucideIcon } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link, NavLink, useNavigate } from "react-router";
import { SettingsMenu } from "../../app/SettingsMenu";
import { say } from "../../parts/toasts";
import { change } from "../api";
import { useInReview } from "../queries";
import { useMay, useSession } from "../session";
import type { Account } from "../types";

/** The name of the desk, its pages as far as the account may open them, and the account. */
export function Bar() {
  const { t } = useTranslation("desk");
  const user = useSession((held) => held.session?.user);
  return (
    <header className="bar desk-bar">
      <Link to="/desk" className="brand">
        {t("frame.name")}
      </Link>
      {user && <Pages />}
      <span className="desk-bar-end">
        <SettingsMenu />
        {user && <AccountMenu user={user} />}
      </span>
    </header>
  );
}

function Pages() {
  const { t } = useTranslation("desk");
  const manages = useMay("manage_staff");
  return (
    <nav className="desk-pages" aria-label={t("frame.pages")}>
      <To to="/desk/tickets" icon={Inbox} label={t("frame.tickets")} />
      <Reviewing />
      <To to="/desk/approved" icon={BookCheck} label={t("frame.approved")} />
      <To to="/desk/insights" icon={ChartColumn} label={t("frame.insights")} />
      {manages && <To to="/desk/staff" icon={Users} label={t("frame.staff")} />}
      {manages && <To to="/desk/audit" icon={ScrollText} label={t("frame.audit")} />}
    </nav>
  );
}

function Reviewing() {
  const { t } = useTranslation("desk");
  const { data } = useInReview();
  return <To to="/desk/review" icon={ClipboardCheck} label={t("frame.review")} count={data?.length} />;
}

function To({ to, icon: Icon, label, count }: { to: string; icon: LucideIcon; label: string; count?: number }) {
  return (
    <NavLink to={to}>
      <Icon aria-hidden="true" />
      {label}
      {count ? <span className="desk-count">{count}</span> : null}
    </NavLink>
  );
}

function AccountMenu({ user }: { user: Account }) {
  const { t } = useTranslation("desk");
  const navigate = useNavigate();
  const queries = useQueryClient();

  async function leave() {
    try {
      await change("DELETE", "/session");
    } catch {
      return say(t("said.unreachable"));
    }
    useSession.getState().signedOut();
    queries.removeQueries({ queryKey: ["desk"] });
    await navigate("/desk");
  }

  return (
    <Menu.Root>
      <Menu.Trigger className="icon-button" aria-label={t("frame.account", { name: user.display_name })}>
        <UserRound aria-hidden="true" />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner className="menu-place" sideOffset={6} align="end">
          <Menu.Popup className="menu">
            <p className="menu-label">
              {user.display_name} · {t(`roles.${user.role}`)}
            </p>
            <Menu.Item className="menu-item" onClick={() => void navigate("/desk/password")}>
              {t("door.change")}
              <KeyRound aria-hidden="true" />
            </Menu.Item>
            <Menu.Item className="menu-item" onClick={() => void leave()}>
              {t("frame.leave")}
              <LogOut aria-hidden="true" />
            </Menu.Item>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
