import { useTranslation } from "react-i18next";
import { useLocation, useNavigate } from "react-router";
import { useProfile } from "./profile";

/** What a conversation handed over, and what else was known before: it may be another enterprise's. */
export function Taken() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { facts, keepOnly } = useProfile();
  const taken = (useLocation().state as { taken?: string[] } | null)?.taken;
  if (!taken) return null;
  const before = Object.keys(facts).filter((fact) => !taken.includes(fact));
  return (
    <p className="taken" role="status">
      {t("taken.some", { count: taken.length })}
      {before.length > 0 && (
        <>
          {t("taken.others", { count: before.length })}{" "}
          <button
            type="button"
            className="quiet"
            onClick={() => {
              keepOnly(taken);
              void navigate(".", { replace: true, state: null });
            }}
          >
            {t("taken.only")}
          </button>
        </>
      )}
    </p>
  );
}
