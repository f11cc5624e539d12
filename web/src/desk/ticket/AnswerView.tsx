import { useTranslation } from "react-i18next";
import type { Answer, Citation } from "../../api/types";
import { SentenceView } from "../../chat/SentenceView";
import { Evidence } from "../../evidence/Evidence";
import { isReason, type TicketDetail } from "../types";

interface Props {
  answer: Answer;
  ratings: TicketDetail["ratings"];
  onCite(citation: Citation): void;
}

/** What the assistant told the asker, with its citations. */
export function AnswerView({ answer, ratings, onCite }: Props) {
  const { t } = useTranslation("desk");
  return (
    <section className="desk-card" aria-labelledby="told">
      <h2 id="told">{t("ticket.told")}</h2>
      {ratings.map(({ rating, reason, comment, rated_at }) => (
        <p key={rated_at} className={rating === "down" ? "notice" : "facts"}>
          {t(rating === "down" ? "ticket.ratedDown" : "ticket.ratedUp")}
          {isReason(reason) && t(`reasons.${reason}`)} {comment}
        </p>
      ))}
      <div className="ticket-answer">
        {answer.notices.map((notice) => (
          <p key={notice} className="notice">
            {notice}
          </p>
        ))}
        {answer.sentences.map((sentence, index) => (
          <SentenceView key={index} sentence={sentence} citations={answer.citations} onCite={onCite} />
        ))}
        {answer.citations.length > 0 && <Evidence citations={answer.citations} onCite={onCite} />}
      </div>
    </section>
  );
}
