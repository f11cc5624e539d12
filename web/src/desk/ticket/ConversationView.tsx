import { useTranslation } from "react-i18next";
import { useTimes } from "../times";
import type { TicketDetail } from "../types";

/** What was said around the question; folded, for often the question is enough. */
export function ConversationView({ turns }: { turns: TicketDetail["conversation"] }) {
  const { t } = useTranslation("desk");
  const { exactly } = useTimes();
  return (
    <details className="desk-card desk-fold">
      <summary>{t("ticket.conversation", { count: turns.length })}</summary>
      <ol className="turns">
        {turns.map((turn, index) => (
          <li key={index}>
            <p className="turn-question">{turn.question}</p>
            <p className="turn-text">{turn.text}</p>
            {turn.asked_at && (
              <time className="facts" dateTime={turn.asked_at}>
                {exactly(turn.asked_at)}
              </time>
            )}
          </li>
        ))}
      </ol>
    </details>
  );
}
