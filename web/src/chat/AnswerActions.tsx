import { Copy, Headset, Printer, Share2, ThumbsDown, ThumbsUp, type LucideIcon } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Answer } from "../api/types";
import { answerAddress } from "../parts/addresses";
import { copied } from "../parts/copying";
import { say } from "../parts/toasts";
import { useConversations } from "./conversations";
import type { Exchange } from "./exchange";
import { printed } from "./printing";
import { useQuotable } from "./quotable";

const FeedbackWindow = lazy(() => import("./FeedbackWindow"));
const HumanWindow = lazy(() => import("./HumanWindow"));

interface Props {
  conversation: string;
  exchange: Exchange;
  answer: Answer;
}

/** What can be done with an answer. */
export function AnswerActions({ conversation, exchange, answer }: Props) {
  const { t } = useTranslation();
  const [shown, setShown] = useState<"feedback" | "human" | null>(null);
  const rate = useConversations((held) => held.rate);
  const quotable = useQuotable(exchange.question, answer);

  async function copy(text: string, done: string) {
    say((await copied(text)) ? done : t("actions.copyManually"));
  }

  async function share() {
    const url = answerAddress(answer.id);
    if (!navigator.share) return copy(url, t("actions.shared"));
    try {
      await navigator.share({ title: exchange.question, url });
    } catch (error) {
      // A person may change their mind; a browser that forbids sharing leaves copying.
      if (!(error instanceof DOMException && error.name === "AbortError")) await copy(url, t("actions.shared"));
    }
  }

  async function like() {
    await rate(conversation, exchange.key, "up").then(
      () => say(t("actions.thanks")),
      () => say(t("actions.failed")),
    );
  }

  return (
    <div className="actions" role="group" aria-label={t("actions.label")}>
      <Action icon={Copy} label={t("actions.copy")} onPress={() => copy(quotable, t("actions.copied"))} />
      <Action icon={Share2} label={t("actions.share")} onPress={share} />
      <Action icon={Printer} label={t("actions.print")} onPress={() => printed(exchange.key)} />
      <Action icon={ThumbsUp} label={t("actions.up")} pressed={exchange.rating === "up"} onPress={like} />
      <Action
        icon={ThumbsDown}
        label={t("actions.down")}
        pressed={exchange.rating === "down"}
        onPress={() => setShown("feedback")}
      />
      <Action icon={Headset} label={t("actions.human")} onPress={() => setShown("human")} />
      {shown && (
        <Suspense>
          {shown === "feedback" ? (
            <FeedbackWindow conversation={conversation} exchange={exchange.key} onClose={() => setShown(null)} />
          ) : (
            <HumanWindow conversation={conversation} exchange={exchange} text={quotable} onClose={() => setShown(null)} />
          )}
        </Suspense>
      )}
    </div>
  );
}

interface ActionProps {
  icon: LucideIcon;
  label: string;
  pressed?: boolean;
  onPress(): void;
}

function Action({ icon: Icon, label, pressed, onPress }: ActionProps) {
  return (
    <button type="button" className="icon-button small" aria-label={label} title={label} aria-pressed={pressed} onClick={onPress}>
      <Icon aria-hidden="true" />
    </button>
  );
}
