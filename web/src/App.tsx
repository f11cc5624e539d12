import { useEffect, useRef, useState } from "react";
import { AskForm } from "./AskForm";
import { ClauseDrawer } from "./ClauseDrawer";
import { useConversation } from "./conversation";
import { ExchangeView } from "./ExchangeView";
import { useServerState } from "./serverState";
import type { Citation } from "./types";
import { Welcome } from "./Welcome";

export function App() {
  const { exchanges, busy, put, stop, renew, remove } = useConversation();
  const [complaint, setComplaint] = useState("");
  const [citation, setCitation] = useState<Citation | null>(null);
  const serverState = useServerState();
  const newest = useRef<HTMLLIElement>(null);
  const count = exchanges.length;

  // Once when it is asked and once when it is answered, so that the answer is read from its beginning.
  useEffect(() => {
    if (count) newest.current?.scrollIntoView({ block: "start" });
  }, [count, busy]);

  const erase = async () => {
    if (!window.confirm("删除这段会话？问题和回答会从服务器上一并删除，不能恢复。")) return;
    setComplaint(await remove().then(() => "", () => "没有删成，请稍后重试。"));
  };

  return (
    <div className="page">
      <header className="bar">
        <h1>政策问答助手</h1>
        {count > 0 && (
          <span className="choices">
            <button type="button" className="quiet" onClick={() => erase()}>
              删除会话
            </button>
            <button type="button" className="quiet" onClick={renew}>
              新会话
            </button>
          </span>
        )}
      </header>
      {complaint && (
        <p className="banner" role="alert">
          {complaint}
        </p>
      )}
      {serverState && (
        <p className="banner" role="status">
          {serverState}
        </p>
      )}
      <main className="talk">
        {count === 0 && <Welcome onPick={put} />}
        <ol className="exchanges" aria-label="问答记录">
          {exchanges.map((exchange, index) => (
            <li key={exchange.key} ref={index === count - 1 ? newest : null}>
              <ExchangeView
                exchange={exchange}
                isLast={index === count - 1}
                onCite={setCitation}
                onAsk={put}
                onRetry={() => put(exchange.question, exchange.key)}
              />
            </li>
          ))}
        </ol>
      </main>
      <AskForm busy={busy} onAsk={put} onStop={stop} />
      {citation && <ClauseDrawer citation={citation} onClose={() => setCitation(null)} />}
    </div>
  );
}
