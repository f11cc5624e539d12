import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { readClause } from "../api/documents";
import { Refused } from "../api/request";
import type { Citation } from "../api/types";
import { clauseAddress, quoteAddress, webAddress } from "../parts/addresses";
import { KindBadge, ValidityBadge, WindowBadge } from "../parts/Badges";
import { WebLink } from "../parts/WebLink";
import { useWide } from "../parts/media";
import { Window } from "../parts/Window";
import { ClauseContext } from "./ClauseContext";
import "./evidence.css";

interface Props {
  citation: Citation;
  onClose(): void;
}

/** The cited clause among its neighbours, the quote marked: beside the chat where there is room, else over it. */
export function ClausePanel({ citation, onClose }: Props) {
  const { t } = useTranslation();
  const wide = useWide();
  const panel = useRef<HTMLElement>(null);
  const cameFrom = useRef<Element | null>(null);

  useEffect(() => {
    if (!wide) return;
    cameFrom.current = document.activeElement;
    panel.current?.focus();
  }, [citation, wide]);

  function close() {
    onClose();
    if (cameFrom.current instanceof HTMLElement) cameFrom.current.focus();
  }

  if (!wide) {
    return (
      <Window title={`《${citation.short_title}》`} shape="end" onClose={onClose}>
        <Body citation={citation} />
      </Window>
    );
  }
  return (
    <aside
      ref={panel}
      className="panel"
      aria-label={t("clause.title")}
      tabIndex={-1}
      onKeyDown={(event) => event.key === "Escape" && close()}
    >
      <header className="window-head">
        <h2>《{citation.short_title}》</h2>
        <button type="button" className="icon-button" aria-label={t("app.close")} onClick={close}>
          <X aria-hidden="true" />
        </button>
      </header>
      <Body citation={citation} />
    </aside>
  );
}

function Body({ citation }: { citation: Citation }) {
  const { t } = useTranslation();
  const { data: clause, error } = useQuery({
    queryKey: ["clause", citation.clause_id, citation.version],
    queryFn: ({ signal }) => readClause(citation, signal),
    retry: false,
  });
  return (
    <div className="panel-body">
      <p className="panel-title">{citation.title}</p>
      <p className="badges">
        <KindBadge kind={citation.kind} />
        <ValidityBadge validity={citation.validity} endsOn={citation.ends_on} />
        {citation.window && <WindowBadge window={citation.window} />}
      </p>
      <p className="facts">
        {citation.doc_number ?? t("evidence.noNumber")} · {citation.issuer} · {citation.issued_on ?? t("evidence.noDate")}
      </p>
      <p className="locator">{citation.locator}</p>
      {clause?.state_note && (
        <p className="notice" role="status">
          {clause.state_note}
        </p>
      )}
      {clause ? (
        <ClauseContext clause={clause} quote={[citation.start, citation.end]} />
      ) : (
        <Alone quote={citation.quote} />
      )}
      {error && (
        <p className="failure" role="alert">
          {error instanceof Refused && error.message ? error.message : t("clause.failed")}
        </p>
      )}
      <p className="links">
        <Link to={quoteAddress(citation)}>{t("clause.whole")}</Link>
        <WebLink url={clauseAddress(citation)}>{t("clause.page")}</WebLink>
        {citation.sources.length === 0 && webAddress(citation.url) && (
          <WebLink url={citation.url}>{t("clause.official")}</WebLink>
        )}
      </p>
      <ul className="sources">
        {citation.sources.map((source) => (
          <li key={source.url + source.name}>
            <WebLink url={source.url}>
              {t("clause.source", { name: source.name, confidence: t(`confidence.${source.confidence}`) })}
            </WebLink>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Alone({ quote }: { quote: string }) {
  const { t } = useTranslation();
  return (
    <div className="original" role="group" aria-label={t("clause.original")}>
      <p>
        <mark>{quote}</mark>
      </p>
    </div>
  );
}
