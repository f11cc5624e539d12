import { useTranslation } from "react-i18next";
import type { Paragraph } from "../types";
import { textOf } from "./blocks";

interface Props {
  mine: Paragraph[];
  theirs: Paragraph[];
  onKeepMine(): void;
  onTakeTheirs(): void;
}

/** A colleague has kept another text meanwhile: both are shown, and one chooses. Nothing is lost before that. */
export function ConflictView({ mine, theirs, onKeepMine, onTakeTheirs }: Props) {
  const { t } = useTranslation("desk");
  return (
    <section className="conflict" role="alert" aria-label={t("conflict.title")}>
      <h3>{t("conflict.title")}</h3>
      <p>{t("conflict.body")}</p>
      <div className="conflict-texts">
        <div>
          <h4>{t("conflict.mine")}</h4>
          <p className="conflict-text">{textOf(mine)}</p>
          <button type="button" onClick={onKeepMine}>
            {t("conflict.keepMine")}
          </button>
        </div>
        <div>
          <h4>{t("conflict.theirs")}</h4>
          <p className="conflict-text">{textOf(theirs)}</p>
          <button type="button" onClick={onTakeTheirs}>
            {t("conflict.takeTheirs")}
          </button>
        </div>
      </div>
    </section>
  );
}
