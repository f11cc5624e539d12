import { useTranslation } from "react-i18next";
import { copied } from "../parts/copying";
import { say } from "../parts/toasts";
import { Window } from "../parts/Window";
import { useAbout } from "../parts/queries";

/** Whom to ask instead, and the question with its answer to take along. */
export default function HumanWindow({ text, onClose }: { text: string; onClose(): void }) {
  const { t } = useTranslation();
  const { data: about, isError } = useAbout();
  return (
    <Window title={t("human.title")} shape="card" onClose={onClose}>
      {isError ? (
        <p className="failure" role="alert">
          {t("human.failed")}
        </p>
      ) : (
        about?.contact !== "" && <p className="window-text contact">{about?.contact ?? t("app.loading")}</p>
      )}
      <p className="window-text">{t("human.body")}</p>
      <p className="form-buttons">
        <button
          type="button"
          className="primary"
          onClick={async () => say(t((await copied(text)) ? "actions.copied" : "actions.copyManually"))}
        >
          {t("human.copy")}
        </button>
      </p>
    </Window>
  );
}
