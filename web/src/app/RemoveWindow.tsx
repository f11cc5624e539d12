import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMatch, useNavigate } from "react-router";
import { useConversations } from "../chat/conversations";
import type { Entry } from "../chat/shelf";
import { Window } from "../parts/Window";

export default function RemoveWindow({ entry, onClose }: { entry: Entry; onClose(): void }) {
  const { t } = useTranslation();
  const remove = useConversations((held) => held.remove);
  const shown = useRef<string>(undefined);
  shown.current = useMatch("/c/:key")?.params.key;
  const navigate = useNavigate();
  const [state, setState] = useState<"asking" | "busy" | "failed">("asking");

  async function erase() {
    setState("busy");
    try {
      await remove(entry.key);
    } catch {
      setState("failed");
      return;
    }
    onClose();
    if (shown.current === entry.key) await navigate("/");
  }

  return (
    <Window title={t("nav.removeTitle")} shape="card" onClose={() => state !== "busy" && onClose()}>
      <p className="window-text">“{entry.title}”</p>
      <p className="window-text">{t("nav.removeBody")}</p>
      {state === "failed" && (
        <p className="failure" role="alert">
          {t("nav.removeFailed")}
        </p>
      )}
      <p className="form-buttons">
        <button type="button" disabled={state === "busy"} onClick={onClose}>
          {t("app.cancel")}
        </button>
        <button type="button" className="danger" disabled={state === "busy"} onClick={erase}>
          {t("nav.remove")}
        </button>
      </p>
    </Window>
  );
}
