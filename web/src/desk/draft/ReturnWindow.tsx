import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Window } from "../../parts/Window";

interface Props {
  busy: boolean;
  onReturn(comment: string): void;
  onClose(): void;
}

/** What the author is to change. */
export function ReturnWindow({ busy, onReturn, onClose }: Props) {
  const { t } = useTranslation("desk");
  const [comment, setComment] = useState("");

  function submit(event: FormEvent) {
    event.preventDefault();
    if (comment.trim()) onReturn(comment.trim());
  }

  return (
    <Window title={t("draft.return")} shape="card" onClose={onClose}>
      <form className="form" onSubmit={submit}>
        <label>
          {t("draft.returnWhy")}
          <textarea rows={4} required maxLength={1000} value={comment} onChange={(event) => setComment(event.target.value)} />
        </label>
        <p className="form-buttons">
          <button type="button" onClick={onClose}>
            {t("said.cancel")}
          </button>
          <button type="submit" className="primary" disabled={busy}>
            {t("draft.return")}
          </button>
        </p>
      </form>
    </Window>
  );
}
