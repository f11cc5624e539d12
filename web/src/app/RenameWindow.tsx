import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useConversations } from "../chat/conversations";
import type { Entry } from "../chat/shelf";
import { Window } from "../parts/Window";

export default function RenameWindow({ entry, onClose }: { entry: Entry; onClose(): void }) {
  const { t } = useTranslation();
  const rename = useConversations((held) => held.rename);
  const [title, setTitle] = useState(entry.title);

  async function save(event: FormEvent) {
    event.preventDefault();
    await rename(entry.key, title);
    onClose();
  }

  return (
    <Window title={t("nav.rename")} shape="card" onClose={onClose}>
      <form className="form" onSubmit={save}>
        <label>
          {t("nav.newTitle")}
          <input value={title} maxLength={60} onChange={(event) => setTitle(event.target.value)} />
        </label>
        <p className="form-buttons">
          <button type="button" onClick={onClose}>
            {t("app.cancel")}
          </button>
          <button type="submit" className="primary">
            {t("nav.save")}
          </button>
        </p>
      </form>
    </Window>
  );
}
