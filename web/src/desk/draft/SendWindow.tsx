import { useTranslation } from "react-i18next";
import { Window } from "../../parts/Window";

interface Props {
  told: "maybeTwice" | "onceMore" | "second";
  busy: boolean;
  onSend(): void;
  /** Notes that the asker has it. */
  onNote?: (() => void) | undefined;
  onClose(): void;
}

/** Sends once more, after it was said that the asker may then have it twice. */
export function SendWindow({ told, busy, onSend, onNote, onClose }: Props) {
  const { t } = useTranslation("desk");
  return (
    <Window title={t("draft.sendAgain")} shape="card" onClose={onClose}>
      <p className="window-text">{t(`delivery.${told}`)}</p>
      <p className="form-buttons">
        <button type="button" onClick={onClose}>
          {t("said.cancel")}
        </button>
        {onNote && (
          <button type="button" disabled={busy} onClick={onNote}>
            {t("draft.noteSent")}
          </button>
        )}
        <button type="button" className="primary" disabled={busy} onClick={onSend}>
          {t("draft.sendAgain")}
        </button>
      </p>
    </Window>
  );
}
