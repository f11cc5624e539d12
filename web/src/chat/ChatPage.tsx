import { lazy, Suspense, useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useParams, useSearchParams } from "react-router";
import type { Citation, StaffReply } from "../api/types";
import { ClausePanel } from "../evidence/ClausePanel";
import { useCited } from "../evidence/useCited";
import { Composer, type ComposerHandle } from "./Composer";
import { newKey, useConversations } from "./conversations";
import { type Exchange, isPending } from "./exchange";
import { ExchangeView } from "./ExchangeView";
import { repliesBehind, useReplies } from "./useReplies";
import { Welcome } from "./Welcome";
import "./chat.css";
import { lastOf } from "../parts/last";

const NONE: Exchange[] = [];
const NO_IDS: string[] = [];

// Few conversations have any.
const StaffReplies = lazy(() => import("./StaffReplies"));

/** A conversation: what was asked and answered, and the place to ask. */
export function ChatPage() {
  const { t } = useTranslation();
  const { key } = useParams();
  const [query] = useSearchParams();
  const navigate = useNavigate();
  const load = useConversations((held) => held.load);
  const put = useConversations((held) => held.put);
  const stop = useConversations((held) => held.stop);
  const exchanges = useConversations((held) => (key ? held.open[key]?.exchanges : undefined)) ?? NONE;
  const ids = useConversations((held) => (key ? held.open[key]?.ids : undefined)) ?? NO_IDS;
  const replies = useReplies(ids, exchanges);
  const [found, setFound] = useState<"yes" | "no" | "unknown">("yes");
  const [tries, setTries] = useState(0);
  const { cited, cite, close } = useCited();
  const [instead, setInstead] = useState<string | undefined>();
  const composer = useRef<ComposerHandle>(null);
  const newest = useRef<HTMLLIElement>(null);
  const last = lastOf(exchanges);
  const busy = last ? isPending(last) : false;

  useEffect(() => {
    setInstead(undefined);
    setFound("yes");
    if (!key) return;
    let left = false;
    load(key).then(
      (known) => left || setFound(known ? "yes" : "no"),
      () => left || setFound("unknown"),
    );
    return () => {
      left = true;
    };
  }, [key, load, tries]);

  // Once when it is asked and once when it is answered, so that the answer is read from its beginning.
  const lastKey = last?.key;
  useEffect(() => {
    if (lastKey) void newest.current?.scrollIntoView({ block: "start" });
  }, [lastKey, busy]);

  const ask = useCallback(
    (question: string, replacing?: string) => {
      const place = key ?? newKey();
      setInstead(undefined);
      void put(place, question, replacing);
      if (!key) void navigate(`/c/${place}`);
    },
    [key, navigate, put],
  );
  const edit = useCallback((exchange: Exchange, isLast: boolean) => {
    setInstead(isLast ? exchange.key : undefined);
    composer.current?.edit(exchange.question);
  }, []);
  const draft = useCallback((words: string) => {
    setInstead(undefined);
    composer.current?.edit(words);
  }, []);

  if (found !== "yes") return <Missing isKnown={found === "no"} onRetry={() => setTries(tries + 1)} />;
  return (
    <>
      <main className="chat" id="content">
        <h1 className="unseen">{t("app.name")}</h1>
        {!key && <Welcome onPick={ask} />}
        <ol className="exchanges" aria-label={t("exchange.list")}>
          {exchanges.map((exchange) => (
            <li key={exchange.key} ref={exchange === last ? newest : null}>
              <ExchangeView
                conversation={key ?? ""}
                exchange={exchange}
                isLast={exchange === last}
                onCite={cite}
                onAsk={ask}
                onEdit={edit}
                onDraft={draft}
              />
              <Replied exchange={exchange} replies={repliesBehind(exchange, exchanges, replies)} onCite={cite} />
            </li>
          ))}
        </ol>
        <Composer
          ref={composer}
          begun={query.get("q") ?? ""}
          busy={busy}
          changing={instead !== undefined}
          onLeave={() => setInstead(undefined)}
          onAsk={(question) => ask(question, instead)}
          onStop={() => key && stop(key)}
        />
      </main>
      {cited && <ClausePanel citation={cited} onClose={close} />}
    </>
  );
}

interface RepliedProps {
  exchange: Exchange;
  replies: StaffReply[];
  onCite(citation: Citation): void;
}

function Replied({ exchange: { ticket }, replies, onCite }: RepliedProps) {
  const awaited = ticket !== undefined && !replies.some(({ tickets }) => tickets.includes(ticket)) ? ticket : null;
  if (awaited === null && !replies.length) return null;
  return (
    <Suspense>
      <StaffReplies awaited={awaited} replies={replies} onCite={onCite} />
    </Suspense>
  );
}

function Missing({ isKnown, onRetry }: { isKnown: boolean; onRetry(): void }) {
  const { t } = useTranslation();
  return (
    <main className="plain" id="content">
      <h1>{t(isKnown ? "conversation.missing" : "conversation.failed")}</h1>
      {isKnown ? (
        <p>{t("conversation.missingBody")}</p>
      ) : (
        <p>
          <button type="button" className="primary" onClick={onRetry}>
            {t("app.retry")}
          </button>
        </p>
      )}
      <p>
        <Link to="/">{t("app.home")}</Link>
      </p>
    </main>
  );
}
