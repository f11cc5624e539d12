import { useTranslation } from "react-i18next";
import { useTimes } from "../times";
import type { Draft, Ticket } from "../types";

/** What became of a reply on its way to each asker, and what to do where nobody knows. */
export function Delivery({ draft, ticket }: { draft: Draft; ticket: Ticket }) {
  const { t } = useTranslation("desk");
  const { exactly } = useTimes();
  const { state, deliveries } = draft;
  if (state === "approved") {
    return (
      <p className="delivery">
        {ticket.reply_by === "copy"
          ? t("delivery.copy", { reach: ticket.reach || t("delivery.noReach") })
          : t("delivery.ready", { by: t(`replyBy.${ticket.reply_by}`) })}
      </p>
    );
  }
  if (!deliveries.length) return null;
  const isBad = state === "failed" || state === "uncertain";
  return (
    <div className={`delivery ${isBad ? "failed" : state}`} role={isBad ? "alert" : "status"}>
      {isBad && <p>{t(`delivery.${state}`)}</p>}
      <ul>
        {deliveries.map((each) => (
          <li key={each.ticket}>
            #{each.ticket} · {t(`replyBy.${each.way}`)} · {t(`deliveryState.${each.state}`)}
            {each.sent_at && ` · ${exactly(each.sent_at)}`}
            {each.failure && `：${each.failure}`}
          </li>
        ))}
      </ul>
      {state === "sent" && draft.distance !== null && <p className="facts">{t("delivery.distance", { count: draft.distance })}</p>}
    </div>
  );
}
