import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useTried } from "../queries";
import { LONGEST_TRIED } from "../types";

/** The approved answer that the question gets today, if there is one; a hint, so nothing is said where it cannot be read. */
export function ApprovedHit({ question }: { question: string }) {
  const { t } = useTranslation("desk");
  const tried = useTried(question.slice(0, LONGEST_TRIED)).data;
  if (!tried?.hit) return null;
  return (
    <section className="desk-card" aria-label={t("approvedState.published")}>
      <h2>{t(tried.against.length ? "try.against" : "ticket.approved")}</h2>
      <p>
        <Link to={`/desk/approved/${encodeURIComponent(tried.hit.id)}`}>{tried.hit.question}</Link>{" "}
        <span className="facts">{t("try.likeness", { percent: Math.round(tried.likeness * 100), matched: tried.matched })}</span>
      </p>
      {tried.against.map((reason) => (
        <p key={reason} className="facts">
          {reason}
        </p>
      ))}
    </section>
  );
}
