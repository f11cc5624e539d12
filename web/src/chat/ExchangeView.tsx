import { Pencil } from "lucide-react";
import { lazy, memo, Suspense } from "react";
import { useTranslation } from "react-i18next";
import type { Answer, Citation, Quotes } from "../api/types";
import { AnswerActions } from "./AnswerActions";
import { Evidence } from "../evidence/Evidence";
import { type Exchange, isPending } from "./exchange";
import { FailureView } from "./FailureView";
import { SentenceView } from "./SentenceView";
import { lastOf } from "../parts/last";

// Not every answer judges anything.
const InAnswer = lazy(() => import("../eligibility/InAnswer"));

interface Props {
  conversation: string;
  exchange: Exchange;
  isLast: boolean;
  onCite(citation: Citation): void;
  onAsk(question: string, instead?: string): void;
  onEdit(exchange: Exchange, isLast: boolean): void;
  /** Puts words into the composer, to go on with. */
  onDraft(words: string): void;
}

/** A question and its answer. Memoised: of a long conversation only what changes is drawn again. */
export const ExchangeView = memo(function ExchangeView(props: Props) {
  const { conversation, exchange, isLast, onCite, onAsk, onEdit, onDraft } = props;
  const { t } = useTranslation();
  const { answer, failure, quotes, sentences } = exchange;
  const pending = isPending(exchange);
  const citations = answer?.citations ?? quotes?.citations ?? [];
  return (
    <article className="exchange" aria-busy={pending} data-exchange={exchange.key}>
      <div className="question">
        <h2>{exchange.question}</h2>
        {!pending && (
          <button
            type="button"
            className="icon-button small"
            aria-label={t("exchange.edit")}
            title={t("exchange.edit")}
            onClick={() => onEdit(exchange, isLast)}
          >
            <Pencil aria-hidden="true" />
          </button>
        )}
      </div>
      <div className="reply">
        <Announcement exchange={exchange} />
        {answer?.notices.map((notice) => (
          <p key={notice} className="notice">
            {notice}
          </p>
        ))}
        {sentences.map((sentence, index) => (
          <SentenceView key={index} sentence={sentence} citations={citations} onCite={onCite} />
        ))}
        {quotes && <Found quotes={quotes} pending={pending} onCite={onCite} />}
        {pending && !quotes && <Steps exchange={exchange} />}
        {answer?.mode === "model" && <p className="worded">{t("exchange.worded")}</p>}
        {answer && judges(answer) && (
          <Suspense>
            <InAnswer answer={answer} isLast={isLast} onCite={onCite} onAsk={onAsk} onDraft={onDraft} />
          </Suspense>
        )}
        {citations.length > 0 && !pending && <Evidence citations={citations} onCite={onCite} />}
        {failure && (
          <FailureView
            failure={failure}
            onRetry={() => onAsk(exchange.question, exchange.key)}
            onEdit={() => onEdit(exchange, isLast)}
          />
        )}
        {answer && <AnswerActions conversation={conversation} exchange={exchange} answer={answer} />}
        {answer && <Trail question={exchange.question} answer={answer} />}
        {answer && isLast && answer.follow_ups.length > 0 && (
          <ul className="follow-ups" aria-label={t("exchange.followUps")}>
            {answer.follow_ups.map((followUp) => (
              <li key={followUp}>
                <button type="button" onClick={() => onAsk(followUp)}>
                  {followUp}
                </button>
              </li>
            ))}
          </ul>
        )}
      </div>
    </article>
  );
});

/** Answers that the device kept before there were verdicts have no profile. */
function judges({ profile, verdicts, missing_facts }: Answer): boolean {
  return Boolean(profile) && profile.length + verdicts.length + missing_facts.length > 0;
}

function Found({ quotes, pending, onCite }: { quotes: Quotes; pending: boolean; onCite(citation: Citation): void }) {
  const { t } = useTranslation();
  return (
    <section className="found" aria-label={t("exchange.foundOnly")}>
      <p>{pending ? t("exchange.found") : t("exchange.foundOnly")}</p>
      {quotes.sentences.map((sentence, index) => (
        <SentenceView key={index} sentence={sentence} citations={quotes.citations} onCite={onCite} />
      ))}
    </section>
  );
}

/** How far the answer is; a step is named by what is being done now. */
function Steps({ exchange }: { exchange: Exchange }) {
  const { t } = useTranslation();
  const done = lastOf(exchange.steps)?.step;
  return (
    <p className="steps" aria-hidden="true">
      <span className="dots" />
      {done && isStep(done) ? t(`steps.${done}`) : t("exchange.working")}
    </p>
  );
}

function Trail({ question, answer }: { question: string; answer: Answer }) {
  const { t } = useTranslation();
  return (
    <details className="trail">
      <summary>
        {t("exchange.asOf", { day: answer.as_of })} · {t("exchange.trail")}
      </summary>
      {answer.standalone !== question && <p>{t("exchange.understood", { standalone: answer.standalone })}</p>}
      <ol>
        {answer.trace.map((step, index) => (
          <li key={index}>
            {isStep(step.step) ? t(`steps.${step.step}`) : step.step}：{t("exchange.ms", { ms: step.ms })}
          </li>
        ))}
      </ol>
    </details>
  );
}

/** For screen readers: that it is looked up, and then the answer as one text. */
function Announcement({ exchange }: { exchange: Exchange }) {
  const { t } = useTranslation();
  const { answer } = exchange;
  const spoken = answer
    ? `${answer.notices.join("")}${answer.sentences.map((each) => each.text).join("")}${t("exchange.spoken", { count: answer.citations.length })}`
    : t("exchange.working");
  return (
    <p className="unseen" role="status">
      {exchange.failure ? "" : spoken}
    </p>
  );
}

const STEPS = ["understand", "retrieve", "rerank", "evidence", "compose", "suggest", "verify", "rewrite", "word", "judge"] as const;

function isStep(step: string): step is (typeof STEPS)[number] {
  return (STEPS as readonly string[]).includes(step);
}
