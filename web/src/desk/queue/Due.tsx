import { AlarmClock } from "lucide-react";
import { useTranslation } from "react-i18next";
import { isPast, useTimes } from "../times";

/** Until when a ticket is to be handled, in words; what is late stands out by more than its colour. */
export function Due({ at }: { at: string }) {
  const { t } = useTranslation("desk");
  const { now, ago, exactly } = useTimes();
  const isLate = isPast(at, now);
  return (
    <span className={isLate ? "badge due late" : "badge due"} title={exactly(at)}>
      <AlarmClock aria-hidden="true" />
      {t(isLate ? "queue.late" : "queue.dueIn", { when: ago(at) })}
    </span>
  );
}
