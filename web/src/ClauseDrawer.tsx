import { useEffect, useRef, useState } from "react";
import { readClause, readerAddress, Refused } from "./api";
import { CONFIDENCES, KINDS, VALIDITIES } from "./labels";
import { runsOf } from "./text";
import type { Citation, ClauseInContext, Span } from "./types";

interface Props {
  citation: Citation;
  onClose(): void;
}

/** The cited clause among its neighbours, the quote marked. */
export function ClauseDrawer({ citation, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [clause, setClause] = useState<ClauseInContext | null>(null);
  const [complaint, setComplaint] = useState("");

  useEffect(() => {
    dialog.current?.showModal();
    const controller = new AbortController();
    readClause(citation, controller.signal)
      .then(setClause)
      .catch((error: unknown) => {
        if (controller.signal.aborted) return;
        setComplaint(error instanceof Refused ? error.message : "上下文暂时打不开，请检查网络。");
      });
    return () => controller.abort();
  }, [citation]);

  return (
    <dialog
      ref={dialog}
      className="drawer"
      aria-labelledby="drawer-title"
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && dialog.current?.close()}
    >
      <div className="drawer-body">
        <header>
          <h2 id="drawer-title">{citation.title}</h2>
          <button type="button" className="quiet" onClick={() => dialog.current?.close()}>
            关闭
          </button>
        </header>
        <p className="facts">
          {citation.issuer} · {citation.issued_on ?? "未写明日期"} · {citation.doc_number ?? "未写明文号"}
          <span className={`tag ${citation.validity}`}>
            {KINDS[citation.kind]} · {VALIDITIES[citation.validity]}
          </span>
        </p>
        <p className="locator">{citation.locator}</p>
        {clause?.state_note && (
          <p className="failure" role="status">
            {clause.state_note}
          </p>
        )}
        {clause ? <InContext clause={clause} quote={[citation.start, citation.end]} /> : <Alone quote={citation.quote} />}
        {complaint && (
          <p className="failure" role="alert">
            {complaint}
          </p>
        )}
        <p className="links">
          <a href={readerAddress(citation)} target="_blank" rel="noopener noreferrer">
            在全文中查看
          </a>
          {citation.sources.length === 0 && /^https?:/.test(citation.url) && (
            <a href={citation.url} target="_blank" rel="noopener noreferrer">
              官方页面
            </a>
          )}
          {citation.sources.map((source) => (
            <a key={source.url} href={source.url} target="_blank" rel="noopener noreferrer">
              来源：{source.name}（{CONFIDENCES[source.confidence]}）
            </a>
          ))}
        </p>
      </div>
    </dialog>
  );
}

function InContext({ clause, quote }: { clause: ClauseInContext; quote: Span }) {
  const marked = useRef<HTMLElement>(null);
  useEffect(() => {
    marked.current?.scrollIntoView({ block: "center" });
  }, [clause]);
  let at = clause.context.start;
  return (
    <div className="original" role="group" aria-label="原文" tabIndex={0}>
      {clause.context.text.split("\n").map((line, index) => {
        const start = at;
        const place = ([from, to]: Span): Span => [from - start, to - start];
        at += Array.from(line).length + 1;
        if (!line.trim()) return null;
        const runs = runsOf(line, [place(quote)], clause.context.headings.map(place));
        return (
          <p key={index} className={runs.every((run) => run.within[1]) ? "heading" : undefined}>
            {runs.map((run, number) => {
              const text = run.within[1] ? <strong>{run.text}</strong> : run.text;
              return run.within[0] ? (
                <mark key={number} ref={marked}>
                  {text}
                </mark>
              ) : (
                <span key={number}>{text}</span>
              );
            })}
          </p>
        );
      })}
    </div>
  );
}

function Alone({ quote }: { quote: string }) {
  return (
    <div className="original" role="group" aria-label="原文">
      <p>
        <mark>{quote}</mark>
      </p>
    </div>
  );
}
