import { useTranslation } from "react-i18next";
import type { Work } from "./useEditing";
import type { Written } from "./editing";

/** Whether what is written is kept. */
export function SavedState<Kept extends Written>({ work: { held, unsaved } }: { work: Work<Kept> }) {
  const { t } = useTranslation("desk");
  if (held.failure) {
    return (
      <span className="saved failure" role="alert">
        {t("saved.failed", { why: held.failure })}
      </span>
    );
  }
  const state = held.sending ? "saving" : held.theirs ? "conflict" : unsaved ? "unsaved" : "saved";
  return (
    <span className="saved facts" data-saved={state}>
      {t(`saved.${state}`)}
    </span>
  );
}
