import { Menu } from "@base-ui/react/menu";
import { MoreHorizontal } from "lucide-react";
import { lazy, Suspense, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { NavLink } from "react-router";
import { useConversations } from "../chat/conversations";
import type { Entry } from "../chat/shelf";

const RenameWindow = lazy(() => import("./RenameWindow"));
const RemoveWindow = lazy(() => import("./RemoveWindow"));

type Doing = { what: "rename" | "remove"; entry: Entry } | null;

/** The conversations of this device, newest first, by day. */
export function HistoryList({ onChoose }: { onChoose?(): void }) {
  const { t } = useTranslation();
  const list = useConversations((held) => held.list);
  const loadList = useConversations((held) => held.loadList);
  const [doing, setDoing] = useState<Doing>(null);

  useEffect(() => {
    void loadList();
    const again = () => document.visibilityState === "visible" && void loadList();
    document.addEventListener("visibilitychange", again);
    return () => document.removeEventListener("visibilitychange", again);
  }, [loadList]);

  if (!list.length) return <p className="history-empty">{t("nav.none")}</p>;
  return (
    <div className="history">
      {byDay(list).map(([day, entries]) => (
        <section key={day} aria-label={t(`nav.${day}`)}>
          <h3>{t(`nav.${day}`)}</h3>
          <ul>
            {entries.map((entry) => (
              <li key={entry.key}>
                <NavLink to={`/c/${encodeURIComponent(entry.key)}`} onClick={onChoose}>
                  {entry.title}
                </NavLink>
                <EntryMenu entry={entry} onDo={(what) => setDoing({ what, entry })} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      {doing && (
        <Suspense>
          {doing.what === "rename" ? (
            <RenameWindow entry={doing.entry} onClose={() => setDoing(null)} />
          ) : (
            <RemoveWindow entry={doing.entry} onClose={() => setDoing(null)} />
          )}
        </Suspense>
      )}
    </div>
  );
}

function EntryMenu({ entry, onDo }: { entry: Entry; onDo(what: "rename" | "remove"): void }) {
  const { t } = useTranslation();
  return (
    <Menu.Root>
      <Menu.Trigger className="icon-button small" aria-label={t("nav.more", { title: entry.title })}>
        <MoreHorizontal aria-hidden="true" />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner className="menu-place" sideOffset={4} align="end">
          <Menu.Popup className="menu">
            <Menu.Item className="menu-item" onClick={() => onDo("rename")}>
              {t("nav.rename")}
            </Menu.Item>
            <Menu.Item className="menu-item danger" onClick={() => onDo("remove")}>
              {t("nav.remove")}
            </Menu.Item>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

type Day = "today" | "yesterday" | "earlier";
const DAY_MS = 86_400_000;

function byDay(list: Entry[]): [Day, Entry[]][] {
  const midnight = new Date().setHours(0, 0, 0, 0);
  const days: Record<Day, Entry[]> = { today: [], yesterday: [], earlier: [] };
  for (const entry of list) {
    const age = midnight - entry.changedAt;
    days[age <= 0 ? "today" : age <= DAY_MS ? "yesterday" : "earlier"].push(entry);
  }
  return (Object.entries(days) as [Day, Entry[]][]).filter(([, entries]) => entries.length);
}
