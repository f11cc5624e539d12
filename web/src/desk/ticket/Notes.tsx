import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, type KeyboardEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { change, reasonOf } from "../api";
import { useMay } from "../session";
import { useTimes } from "../times";
import type { Note } from "../types";

/** What staff tell each other; no asker sees it. */
export function Notes({ number, notes }: { number: number; notes: Note[] }) {
  const { t } = useTranslation("desk");
  const works = useMay("work_tickets");
  const { ago, exactly } = useTimes();
  const queries = useQueryClient();
  const [text, setText] = useState("");
  const writing = useMutation({
    mutationFn: () => change("POST", `/tickets/${number}/notes`, { text: text.trim() }),
    onSuccess: () => {
      setText("");
      return queries.invalidateQueries({ queryKey: ["desk", "ticket", number] });
    },
  });

  function write(event?: FormEvent) {
    event?.preventDefault();
    if (text.trim() && !writing.isPending) writing.mutate();
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) write();
  }

  return (
    <section className="desk-card" aria-labelledby="notes">
      <h2 id="notes">{t("ticket.notes")}</h2>
      <ul className="notes">
        {notes.map((note) => (
          <li key={note.id}>
            <p className="note-text">{note.text}</p>
            <p className="facts">
              {note.author} ·{" "}
              <time dateTime={note.written_at} title={exactly(note.written_at)}>
                {ago(note.written_at)}
              </time>
            </p>
          </li>
        ))}
      </ul>
      {works && (
        <form className="form" onSubmit={write}>
          <label>
            <span className="unseen">{t("ticket.note")}</span>
            <textarea
              rows={2}
              maxLength={2000}
              value={text}
              placeholder={t("ticket.noteHint")}
              onChange={(event) => setText(event.target.value)}
              onKeyDown={onKeyDown}
            />
          </label>
          {writing.isError && (
            <p className="failure" role="alert">
              {reasonOf(writing.error, t("said.unreachable"))}
            </p>
          )}
          {text.trim() && (
            <p className="form-buttons">
              <button type="submit" disabled={writing.isPending}>
                {t("ticket.addNote")}
              </button>
            </p>
          )}
        </form>
      )}
    </section>
  );
}
