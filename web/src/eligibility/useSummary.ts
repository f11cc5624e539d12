import { useTranslation } from "react-i18next";
import type { Verdict } from "../api/types";
import type { Group } from "./groups";

/** What is in the list, in one sentence. */
export function useSummary(): (groups: [Group, Verdict[]][]) => string {
  const { t } = useTranslation();
  return (groups) =>
    groups
      .map(([group, verdicts]): string => t("groups.short", { name: t(`groups.${group}`), count: verdicts.length }))
      .join(t("groups.between"));
}
