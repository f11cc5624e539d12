import { useTranslation } from "react-i18next";
import type { Insights } from "../types";
import { Figures } from "./Figures";
import { StackedBars } from "./StackedBars";
import { useWords } from "./words";

/** What was asked of the chat model; without one, or before its first day, nothing. */
export function ModelUse({ insights: { days, model } }: { insights: Insights }) {
  const { t } = useTranslation("desk");
  const { number } = useWords();
  if (!model.length) return null;
  const used = new Map(model.map((each) => [each.day, each]));
  const total = (of: "calls" | "tokens" | "failures") => number(model.reduce((sum, each) => sum + each[of], 0));
  return (
    <>
      <Figures
        title={t("insights.model")}
        figures={[
          { label: t("insights.calls"), value: total("calls") },
          { label: t("insights.failures"), value: total("failures") },
          { label: t("insights.tokens"), value: total("tokens") },
        ]}
      />
      <StackedBars
        title={t("insights.callsByDay")}
        days={days.map(({ day }) => {
          const { calls = 0, failures = 0 } = used.get(day) ?? {};
          return { day, counts: { answered: calls - failures, failed: failures } };
        })}
        names={[
          { name: "answered", label: t("insights.came") },
          { name: "failed", label: t("insights.failures") },
        ]}
      />
    </>
  );
}
