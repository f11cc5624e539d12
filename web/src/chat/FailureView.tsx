import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Failure } from "./exchange";

interface Props {
  failure: Failure;
  onRetry(): void;
  onEdit(): void;
}

/** Why there is no answer, in words, and what can be done about it. */
export function FailureView({ failure, onRetry, onEdit }: Props) {
  const { t } = useTranslation();
  const wait = useSecondsUntil(failure.sort === "refused" ? failure.retryAt : null);
  const mayRetry = failure.sort !== "refused" || ![413, 422].includes(failure.problem.status);
  return (
    <div className="failure">
      <p role="alert">{failure.sort === "refused" ? <Refusal failure={failure} /> : t(`failure.${failure.sort}`)}</p>
      {wait > 0 && <p>{t("failure.wait", { seconds: wait })}</p>}
      {mayRetry ? (
        <button type="button" disabled={wait > 0} onClick={onRetry}>
          {t("app.retry")}
        </button>
      ) : (
        <button type="button" onClick={onEdit}>
          {t("failure.edit")}
        </button>
      )}
    </div>
  );
}

function Refusal({ failure: { problem } }: { failure: Extract<Failure, { sort: "refused" }> }) {
  const { t } = useTranslation();
  const ours = { 404: t("failure.gone"), 429: t("failure.busy") }[problem.status];
  const words = ours ?? problem.detail;
  return (
    <>
      {words || t("failure.refused", { status: problem.status })}
      {problem.status >= 500 && problem.request_id && (
        <small className="request-id"> {t("failure.number", { id: problem.request_id })}</small>
      )}
    </>
  );
}

function useSecondsUntil(moment: number | null): number {
  const left = () => (moment === null ? 0 : Math.max(0, Math.ceil((moment - Date.now()) / 1000)));
  const [seconds, setSeconds] = useState(left);
  useEffect(() => {
    setSeconds(left());
    if (!left()) return;
    const timer = window.setInterval(() => {
      setSeconds(left());
      if (!left()) window.clearInterval(timer);
    }, 1000);
    return () => window.clearInterval(timer);
  }, [moment]);
  return seconds;
}
