import type { Exchange } from "./conversation";
import { STEPS } from "./labels";
import { SentenceView } from "./SentenceView";
import { Sources } from "./Sources";
import type { Citation } from "./types";

interface Props {
  exchange: Exchange;
  isLast: boolean;
  onCite(citation: Citation): void;
  onAsk(question: string): void;
  onRetry(): void;
}

export function ExchangeView({ exchange, isLast, onCite, onAsk, onRetry }: Props) {
  const { answer, ending, quotes, sentences, steps } = exchange;
  const citations = answer?.citations ?? quotes?.citations ?? [];
  return (
    <article className="exchange" aria-busy={ending === null}>
      <h2 className="question">{exchange.question}</h2>
      <div className="reply">
        <p className="unseen" role="status">
          {ending === null ? "正在查找原文" : announcement(exchange)}
        </p>
        {answer?.notices.map((notice) => (
          <p key={notice} className="notice">
            {notice}
          </p>
        ))}
        {sentences.map((sentence, index) => (
          <SentenceView key={index} sentence={sentence} citations={citations} onCite={onCite} />
        ))}
        {quotes && (
          <section className="quotes" aria-label="已找到的原文">
            <p>{ending === null ? "已找到原文，正在组织语言……" : "已找到的原文："}</p>
            {quotes.sentences.map((sentence, index) => (
              <SentenceView key={index} sentence={sentence} citations={citations} onCite={onCite} />
            ))}
          </section>
        )}
        {ending === null && !quotes && (
          <p className="steps" aria-hidden="true">
            {steps.map((step) => `${STEPS[step.step] ?? step.step} ✓`).join("　") || "正在查找原文……"}
          </p>
        )}
        {answer?.mode === "model" && <p className="worded">由模型按下面的原文措辞，每一句都与原文核对过。</p>}
        {citations.length > 0 && <Sources citations={citations} onCite={onCite} />}
        {ending && ending !== "answered" && (
          <p className="failure" role="alert">
            {exchange.complaint || "已停止。"}{" "}
            <button type="button" onClick={onRetry}>
              重试
            </button>
          </p>
        )}
        {answer && isLast && answer.follow_ups.length > 0 && (
          <ul className="suggestions" aria-label="可以接着问">
            {answer.follow_ups.map((followUp) => (
              <li key={followUp}>
                <button type="button" onClick={() => onAsk(followUp)}>
                  {followUp}
                </button>
              </li>
            ))}
          </ul>
        )}
        {answer && <Trail exchange={exchange} />}
      </div>
    </article>
  );
}

function Trail({ exchange }: { exchange: Exchange }) {
  const answer = exchange.answer;
  if (!answer) return null;
  return (
    <details className="trail">
      <summary>按 {answer.as_of} 判断 · 处理过程</summary>
      {answer.standalone !== exchange.question && <p>按“{answer.standalone}”理解。</p>}
      <ol>
        {answer.trace.map((step, index) => (
          <li key={index}>
            {STEPS[step.step] ?? step.step}：{step.ms} 毫秒
          </li>
        ))}
      </ol>
    </details>
  );
}

function announcement({ answer, complaint, sentences }: Exchange): string {
  if (!answer) return complaint || "已停止";
  const spoken = sentences.map((sentence) => sentence.text).join("");
  return `${answer.notices.join("")}${spoken}共 ${answer.citations.length} 处出处。`;
}
