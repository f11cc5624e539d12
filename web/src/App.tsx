import { useEffect, useRef, useState } from "react";
import { AskForm } from "./AskForm";
import { ClauseDrawer } from "./ClauseDrawer";
import { useConversation } from "./conversation";
import { ExchangeView } from "./ExchangeView";
import { useServerState } from "./serverState";
import type { Citation } from "./types";
import { Welcome } from "./Welcome";

export function App() {
  const { exchanges, busy, put, stop, renew } = useConversation();
  const [citation, setCitation] = useState<Citation | null>(null);
  const serverState = useServerState();
  const newest = useRef<HTMLLIElement>(null);
  const count = exchanges.length;

  // Once when it is asked and once when it is answered, so that the answer is read from its beginning.
  useEffect(() => {
    if (count) newest.current?.scrollIntoView({ block: "start" });
  }, [count, busy]);

  return (
    <div className="page">
      <header className="bar">
        <h1>政策问答助手</h1>
        {count > 0 && (
          <button type="button" className="quiet" onClick={renew}>
            新会话
          </button>
        )}
      </header>
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
