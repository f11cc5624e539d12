import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { change, reasonOf } from "../api";
import { LONGEST_TRIED, type Tried } from "../types";

/** Which approved answer a question would get, and how surely. */
export function TryQuestion() {
  const { t } = useTranslation("desk");
  const [question, setQuestion] = useState("");
  const trying = useMutation({
    mutationFn: () => change<Tried>("POST", "/approved/try", { question: question.trim() }),
  });
  const { data } = trying;

  function submit(event: FormEvent) {
    event.preventDefault();
    if (question.trim()) trying.mutate();
  }

  return (
    <section className="desk-card try" aria-labelledby="try">
      <h2 id="try">{t("try.title")}</h2>
      <form onSubmit={submit}>
        <label htmlFor="try-question" className="unseen">
          {t("try.question")}
        </label>
        <input id="try-question" value={question} maxLength={LONGEST_TRIED} placeholder={t("try.placeholder")} onChange={(event) => setQuestion(event.target.value)} />
        <button type="submit" disabled={trying.isPending || !question.trim()}>
          {t("try.do")}
        </button>
      </form>
      <div role="status">
        {data?.hit && (
          <p className={data.against.length ? "try-against" : "try-hit"}>
            {t(data.against.length ? "try.against" : "try.hit")} <To answer={data.hit} />{" "}
            {t("try.likeness", { percent: Math.round(data.likeness * 100), matched: data.matched })}
          </p>
        )}
        {data?.hit && (
          <ul>
            {data.against.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        )}
        {data && !data.hit && <p>{t("try.miss")}</p>}
        {data && data.near.length > 0 && (
          <>
            <p className="facts">{t("try.near")}</p>
            <ul>
              {data.near.map((answer) => (
                <li key={answer.id}>
                  <To answer={answer} />
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
      {trying.isError && (
        <p className="failure" role="alert">
          {reasonOf(trying.error, t("said.unreachable"))}
        </p>
      )}
    </section>
  );
}

function To({ answer }: { answer: Tried["near"][number] }) {
  return <Link to={`/desk/approved/${encodeURIComponent(answer.id)}`}>{answer.question}</Link>;
}
