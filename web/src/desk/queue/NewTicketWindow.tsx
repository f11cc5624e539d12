import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { Window } from "../../parts/Window";
import { change, reasonOf } from "../api";
import { TagsField } from "../ticket/TagsField";
import { momentOf } from "../times";
import type { Ticket } from "../types";

/** A question that came by telephone, at the counter or in a message, typed or pasted. */
export function NewTicketWindow({ onClose }: { onClose(): void }) {
  const { t } = useTranslation("desk");
  const navigate = useNavigate();
  const [question, setQuestion] = useState("");
  const [reach, setReach] = useState("");
  const [due, setDue] = useState("");
  const [tags, setTags] = useState<string[]>([]);
  const opening = useMutation({
    mutationFn: () =>
      change<Ticket>("POST", "/tickets", { question: question.trim(), reach: reach.trim(), due_at: momentOf(due), tags }),
    onSuccess: (ticket) => void navigate(`/desk/tickets/${ticket.number}`),
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    if (question.trim() && !opening.isPending) opening.mutate();
  }

  return (
    <Window title={t("queue.new")} shape="card" onClose={onClose}>
      <form className="form" onSubmit={submit}>
        <label>
          {t("new.question")}
          <textarea rows={5} required maxLength={2000} value={question} onChange={(event) => setQuestion(event.target.value)} />
        </label>
        <label>
          {t("new.reach")}
          <input maxLength={100} value={reach} onChange={(event) => setReach(event.target.value)} />
        </label>
        <label>
          {t("ticket.due")}
          <input type="datetime-local" value={due} onChange={(event) => setDue(event.target.value)} />
        </label>
        <TagsField tags={tags} onChange={setTags} />
        {opening.isError && (
          <p className="failure" role="alert">
            {reasonOf(opening.error, t("said.unreachable"))}
          </p>
        )}
        <p className="form-buttons">
          <button type="button" onClick={onClose}>
            {t("said.cancel")}
          </button>
          <button type="submit" className="primary" disabled={opening.isPending}>
            {t("new.open")}
          </button>
        </p>
      </form>
    </Window>
  );
}
