import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Refused } from "../api/request";

/** The state of a query that has no data yet. */
interface Asked {
  error: Error | null;
  isPaused: boolean;
  isFetching: boolean;
  refetch(): unknown;
}

interface Props {
  asked: Asked;
  /** What could not be read, in words. */
  failed: string;
  /** Instead, where the server says that there is no such thing. */
  missing?: ReactNode;
}

/** Stands in a page's place until its data is there, and says what keeps it away. */
export function Waiting({ asked, failed, missing }: Props) {
  const { t } = useTranslation();
  const { error, isPaused, isFetching } = asked;
  if (missing && isRefusal(error, 404, 422)) return missing;
  if (isPaused) return <Plain role="status">{t("page.offline")}</Plain>;
  if (!error || isFetching) return <Plain role="status">{t("app.loading")}</Plain>;
  return (
    <Plain role="alert" onRetry={() => void asked.refetch()}>
      {failed} {error instanceof Refused ? error.message : t("failure.offline")}
    </Plain>
  );
}

interface PlainProps {
  role: "status" | "alert";
  onRetry?(): void;
  children: ReactNode;
}

function Plain({ role, onRetry, children }: PlainProps) {
  const { t } = useTranslation();
  return (
    <main className="plain" id="content">
      <p role={role}>{children}</p>
      {onRetry && (
        <p>
          <button type="button" className="primary" onClick={onRetry}>
            {t("app.retry")}
          </button>
        </p>
      )}
    </main>
  );
}

/** Asks again when the network failed, not when the server has answered. */
export function retryUnlessRefused(count: number, error: Error): boolean {
  return count < 2 && !(error instanceof Refused && error.problem.status < 500);
}

function isRefusal(error: Error | null, ...statuses: number[]): boolean {
  return error instanceof Refused && statuses.includes(error.problem.status);
}
