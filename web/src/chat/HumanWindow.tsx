import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Refused } from "../api/request";
import { copied } from "../parts/copying";
import { say } from "../parts/toasts";
import { Window } from "../parts/Window";
import { useAbout } from "../parts/queries";
import { useConversations } from "./conversations";
import type { Exchange } from "./exchange";

interface Props {
  conversation: string;
  exchange: Exchange;
  /** The question with its answer, to take along. */
  text: string;
  onClose(): void;
}

/** Asks staff to reply here where there is a help desk, and tells whom to ask instead. */
export default function HumanWindow({ conversation, exchange, text, onClose }: Props) {
  const { t } = useTranslation();
  const { data: about, isError } = useAbout();
  return (
    <Window title={t("human.title")} shape="card" onClose={onClose}>
      {about?.desk && <HandOver conversation={conversation} exchange={exchange} />}
      {isError ? (
        <p className="failure" role="alert">
          {t("human.failed")}
        </p>
      ) : (
        about?.contact !== "" && <p className="window-text contact">{about?.contact ?? t("app.loading")}</p>
      )}
      <p className="window-text">{t("human.body")}</p>
      <p className="form-buttons">
        <button type="button" onClick={async () => say(t((await copied(text)) ? "actions.copied" : "actions.copyManually"))}>
          {t("human.copy")}
        </button>
      </p>
    </Window>
  );
}

function HandOver({ conversation, exchange }: { conversation: string; exchange: Exchange }) {
  const { t } = useTranslation();
  const handOver = useConversations((held) => held.handOver);
  const [reach, setReach] = useState("");
  const [state, setState] = useState<"asking" | "busy">("asking");
  const [failure, setFailure] = useState("");

  async function send(event: FormEvent) {
    event.preventDefault();
    setState("busy");
    setFailure("");
    try {
      await handOver(conversation, exchange.key, reach.trim());
    } catch (error) {
      setFailure((error instanceof Refused && error.message) || t("actions.failed"));
    }
    setState("asking");
  }

  // Said of what is kept, so that it is still known when the window is opened again.
  if (exchange.ticket !== undefined) {
    return (
      <p className="window-text handed-over" role="status">
        {t("human.sent", { number: exchange.ticket })}
      </p>
    );
  }
  return (
    <form className="form" onSubmit={send}>
      <p className="window-text">{t("human.lead")}</p>
      <label>
        {t("human.reach")}
        <input maxLength={100} autoComplete="off" value={reach} onChange={(event) => setReach(event.target.value)} />
      </label>
      {failure && (
        <p className="failure" role="alert">
          {failure}
        </p>
      )}
      <p className="form-buttons">
        <button type="submit" className="primary" disabled={state === "busy"}>
          {t("human.ask")}
        </button>
      </p>
    </form>
  );
}
