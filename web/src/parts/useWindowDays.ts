import { useTranslation } from "react-i18next";
import type { ApplicationWindow } from "../api/types";

/** The days of an application window in words, as exactly as they are known. */
export function useWindowDays(): (window: ApplicationWindow) => string {
  const { t } = useTranslation();
  return ({ opens_on: from, closes_on: until }) => {
    if (from && until) return t("windows.fromUntil", { from, until });
    if (until) return t("windows.until", { day: until });
    return from ? t("windows.from", { day: from }) : t("windows.noDays");
  };
}
