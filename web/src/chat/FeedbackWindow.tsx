import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { say } from "../parts/toasts";
import { Window } from "../parts/Window";
import { useConversations } from "./conversations";

const REASONS = ["figure", "source", "expired", "aim", "unclear"] as const;

interface Props {
  conversation: string;
  exchange: string;
  onClose(): void;
}

/** What is wrong with an answer, in the person's words. */
export default function FeedbackWindow({ conversation, exchange, onClose }: Props) {
  const { t } = useTranslation();
  const rate = useConversations((held) => held.rate);
  const [reason, setReason] = useState("");
  const [comment, setComment] = useState("");
  const [complaint, setComplaint] = useState("");

  async function send(event: FormEvent) {
    event.preventDefault();
    if (!reason && !comment.trim()) return setComplaint(t("feedback.pick"));
    try {
      await rate(conversation, exchange, "down", reason, comment.trim());
    } catch {
      return setComplaint(t("actions.failed"));
    }
    say(t("actions.thanks"));
    onClose();
  }

  return (
    <Window title={t("feedback.title")} shape="card" onClose={onClose}>
      <form className="form" onSubmit={send}>
        <fieldset>
          <legend className="unseen">{t("feedback.title")}</legend>
          {REASONS.map((each) => (
            <label key={each} className="option">
              <input type="radio" name="reason" value={each} checked={reason === each} onChange={() => setReason(each)} />
              {t(`feedback.reasons.${each}`)}
            </label>
          ))}
        </fieldset>
        <label>
          {t("feedback.comment")}
          <textarea rows={3} maxLength={2000} value={comment} onChange={(event) => setComment(event.target.value)} />
        </label>
        {complaint && (
          <p className="failure" role="alert">
            {complaint}
          </p>
        )}
        <p className="form-buttons">
          <button type="button" onClick={onClose}>
            {t("app.cancel")}
          </button>
          <button type="submit" className="primary">
            {t("feedback.send")}
          </button>
        </p>
      </form>
    </Window>
  );
}
