import { Copy } from "lucide-react";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { copied } from "../../parts/copying";
import { say } from "../../parts/toasts";
import { Window } from "../../parts/Window";

interface Props {
  name: string;
  link: string;
  onClose(): void;
}

/** The link of an invitation, which nobody can look up again. */
export function LinkWindow({ name, link, onClose }: Props) {
  const { t } = useTranslation("desk");
  const id = useId();
  const whole = new URL(link, window.location.href).href;
  return (
    <Window title={t("staff.linkTitle", { name })} shape="card" onClose={onClose}>
      <p className="window-text">{t("staff.linkBody")}</p>
      <div className="form">
        <label htmlFor={id}>
          {t("staff.link")}
          <input id={id} readOnly value={whole} onFocus={(event) => event.target.select()} />
        </label>
      </div>
      <p className="form-buttons">
        <button type="button" onClick={onClose}>
          {t("said.close")}
        </button>
        <button type="button" className="primary" onClick={async () => say(t((await copied(whole)) ? "staff.linkCopied" : "draft.copyByHand"))}>
          <Copy aria-hidden="true" />
          {t("staff.copyLink")}
        </button>
      </p>
    </Window>
  );
}
