import { Download, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Fact } from "../api/types";
import { saved } from "../parts/saving";
import { say } from "../parts/toasts";
import { Window } from "../parts/Window";
import { useProfile } from "./profile";
import { useTicks } from "./ticks";

/** Where all this is kept, and how to take it along or be rid of it. */
export function Data({ read, asOf, onErased }: { read: Fact[]; asOf: string; onErased(): void }) {
  const { t } = useTranslation();
  const [isAsking, setAsking] = useState(false);
  const { facts, goals, unknown, clear } = useProfile();
  const clearTicks = useTicks((held) => held.clear);
  if (!Object.keys(facts).length && !goals.length && !unknown.length) return null;

  function save() {
    const kept = { as_of: asOf, facts, read, goals, unknown };
    saved(new Blob([JSON.stringify(kept, null, 2)], { type: "application/json" }), `${t("data.file")}-${asOf}.json`);
  }

  function erase() {
    clear();
    clearTicks();
    setAsking(false);
    onErased();
    say(t("data.erased"));
  }

  return (
    <div className="data">
      <p>{t("data.where")}</p>
      <p>
        <button type="button" className="quiet" onClick={save}>
          <Download aria-hidden="true" /> {t("data.save")}
        </button>
        <button type="button" className="quiet" onClick={() => setAsking(true)}>
          <Trash2 aria-hidden="true" /> {t("data.erase")}
        </button>
      </p>
      {isAsking && (
        <Window title={t("data.eraseTitle")} shape="card" onClose={() => setAsking(false)}>
          <p className="window-text">{t("data.eraseBody")}</p>
          <p className="form-buttons">
            <button type="button" onClick={() => setAsking(false)}>
              {t("app.cancel")}
            </button>
            <button type="button" className="danger" onClick={erase}>
              {t("data.erase")}
            </button>
          </p>
        </Window>
      )}
    </div>
  );
}
