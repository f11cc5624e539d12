import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useTimes } from "../times";
import type { AuditEvent } from "../types";
import { isAction, isSubject } from "./actions";

/** One thing that was done: by whom, when, to what, and what changed. */
export function EventLine({ event, isAlone = false }: { event: AuditEvent; isAlone?: boolean }) {
  const { t } = useTranslation("desk");
  const { ago, exactly } = useTimes();
  const { action, subject, subject_id, at, actor } = event;
  const fields = [...new Set([...Object.keys(event.before), ...Object.keys(event.after)])];
  return (
    <li className="event">
      <p>
        <strong>{actor || t("audit.program")}</strong> {isAction(action) ? t(`actions.${action}`) : action}
        {isAlone && (
          <>
            {" · "}
            {isSubject(subject) ? t(`subjects.${subject}`) : subject}{" "}
            {subject === "ticket" ? <Link to={`/desk/tickets/${subject_id}`}>#{subject_id}</Link> : subject_id}
          </>
        )}
        {" · "}
        <time className="facts" dateTime={at} title={exactly(at)}>
          {isAlone ? exactly(at) : ago(at)}
        </time>
      </p>
      {fields.length > 0 && (
        <details className="event-changes">
          <summary>{t("audit.changes", { count: fields.length })}</summary>
          <dl>
            {fields.map((field) => (
              <div key={field}>
                <dt>{field}</dt>
                <dd>
                  {field in event.before && <del>{shown(event.before[field])}</del>}
                  {field in event.after && <ins>{shown(event.after[field])}</ins>}
                </dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </li>
  );
}

function shown(value: unknown): string {
  if (value === null || value === "") return "—";
  return typeof value === "string" ? value : JSON.stringify(value);
}
