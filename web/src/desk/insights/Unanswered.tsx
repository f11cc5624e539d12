import { useMutation } from "@tanstack/react-query";
import { Search, TicketPlus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { say } from "../../parts/toasts";
import { change, reasonOf } from "../api";
import { useMay } from "../session";
import type { Insights, Ticket } from "../types";
import { useWords } from "./words";

const AT_ONCE = 10;
/** As long as the words may be that tickets are searched for. */
const LONGEST_WORDS = 200;

/** What people asked in vain, the most frequent first: whether there is a ticket for it, and one press to open one. */
export function Unanswered({ groups }: { groups: Insights["unanswered"] }) {
  const { t } = useTranslation("desk");
  const { number } = useWords();
  const [shown, show] = useState(AT_ONCE);
  const works = useMay("work_tickets");
  const navigate = useNavigate();
  const opening = useMutation({
    mutationFn: (question: string) => change<Ticket>("POST", "/tickets", { question }),
    onSuccess: (ticket) => void navigate(`/desk/tickets/${ticket.number}`),
    onError: (error) => say(reasonOf(error, t("said.unreachable"))),
  });
  return (
    <section className="desk-card" aria-labelledby="unanswered">
      <h2 id="unanswered">{t("insights.unanswered")}</h2>
      {groups.length === 0 && <p className="facts">{t("insights.noneUnanswered")}</p>}
      <ol className="unanswered">
        {groups.slice(0, shown).map(({ question, count, others }) => (
          <li key={question}>
            <div className="unanswered-said">
              <p>
                {question} <span className="badge">{t("insights.times", { times: number(count) })}</span>
              </p>
              {others.length > 0 && (
                <details>
                  <summary>{t("insights.others", { count: others.length })}</summary>
                  <ul>
                    {others.map((each) => (
                      <li key={each}>{each}</li>
                    ))}
                  </ul>
                </details>
              )}
            </div>
            <p className="unanswered-do">
              <Link
                className="button"
                aria-label={t("insights.findOf", { question })}
                to={`/desk/tickets?${new URLSearchParams({ status: "all", q: question.slice(0, LONGEST_WORDS) })}`}
              >
                <Search aria-hidden="true" />
                {t("insights.find")}
              </Link>
              {works && (
                <button
                  type="button"
                  aria-label={t("insights.openOf", { question })}
                  disabled={opening.isPending}
                  onClick={() => opening.mutate(question)}
                >
                  <TicketPlus aria-hidden="true" />
                  {t("insights.open")}
                </button>
              )}
            </p>
          </li>
        ))}
      </ol>
      {groups.length > shown && (
        <p className="desk-more">
          <button type="button" onClick={() => show(shown + AT_ONCE)}>
            {t("said.more")}
          </button>
        </p>
      )}
    </section>
  );
}
