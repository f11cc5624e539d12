import { useTranslation } from "react-i18next";
import type { Citation, StaffReply } from "../api/types";
import { CitedText } from "../evidence/CitedText";
import { Evidence } from "../evidence/Evidence";
import "./replies.css";

interface Props {
  /** The ticket that still waits for a reply. */
  awaited: number | null;
  replies: StaffReply[];
  onCite(citation: Citation): void;
}

/** What a person replied, or that a person was asked to. */
export default function StaffReplies({ awaited, replies, onCite }: Props) {
  const { t, i18n } = useTranslation();
  const exact = new Intl.DateTimeFormat(i18n.language, { year: "numeric", month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit" });
  return (
    <div className="staff-replies" aria-live="polite">
      {awaited !== null && <p className="staff-awaited">{t("human.awaited", { number: awaited })}</p>}
      {replies.map((reply) => (
        <section key={reply.id} className="staff-reply" aria-label={t("human.reply")}>
          <h3>
            {t("human.reply")}
            <span className="facts">
              {[reply.signed, exact.format(new Date(reply.sent_at)), t("human.number", { number: reply.tickets.join("、") })].filter(Boolean).join(" · ")}
            </span>
          </h3>
          {reply.paragraphs.map(({ text, citations }, index) => (
            <p key={index} className="sentence">
              <CitedText text={text} numbers={citations} citations={reply.citations} onCite={onCite} />
            </p>
          ))}
          {reply.citations.length > 0 && <Evidence citations={reply.citations} onCite={onCite} />}
        </section>
      ))}
    </div>
  );
}
