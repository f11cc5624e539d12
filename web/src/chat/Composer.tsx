import { ArrowUp, Square, X } from "lucide-react";
import {
  type FormEvent,
  type KeyboardEvent,
  type Ref,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { useTranslation } from "react-i18next";
import { isComposing } from "../parts/composing";
import { useAbout } from "../parts/queries";

export interface ComposerHandle {
  /** Puts a question back for changing. */
  edit(question: string): void;
}

interface Props {
  ref: Ref<ComposerHandle>;
  begun: string;
  busy: boolean;
  /** Whether what is asked takes the place of the last question. */
  changing: boolean;
  onLeave(): void;
  onAsk(question: string): void;
  onStop(): void;
}

/** Until the server has told its own. */
const MAX_CHARS = 2000;
const TALLEST_PX = 200;

export function Composer({ ref, begun, busy, changing, onLeave, onAsk, onStop }: Props) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(begun);
  const field = useRef<HTMLTextAreaElement>(null);
  const question = draft.trim();
  const { data: about } = useAbout();
  const max = about?.max_question_chars ?? MAX_CHARS;
  const count = Array.from(question).length;
  const tooLong = count > max;

  useImperativeHandle(ref, () => ({
    edit: (put: string) => {
      setDraft(put);
      field.current?.focus();
    },
  }));

  useEffect(() => {
    if (begun) setDraft(begun);
  }, [begun]);

  // As tall as its text; `field-sizing` is too new for many phones.
  useLayoutEffect(() => {
    const area = field.current;
    if (!area) return;
    area.style.height = "auto";
    area.style.height = `${Math.min(area.scrollHeight, TALLEST_PX)}px`;
  }, [draft]);

  function submit(event?: FormEvent) {
    event?.preventDefault();
    if (busy || !question || tooLong) return;
    onAsk(question);
    setDraft("");
  }

  function leave() {
    onLeave();
    setDraft("");
    field.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "Escape" && changing) leave();
    if (event.key !== "Enter" || event.shiftKey || isComposing(event)) return;
    event.preventDefault();
    submit();
  }

  return (
    <form className="composer" onSubmit={submit} aria-label={t("ask.send")}>
      {changing && (
        <p className="changing">
          {t("ask.changing")}
          <button type="button" className="icon-button small" aria-label={t("ask.leave")} onClick={leave}>
            <X aria-hidden="true" />
          </button>
        </p>
      )}
      <div className="composer-box">
        <label htmlFor="question" className="unseen">
          {t("ask.label")}
        </label>
        <textarea
          ref={field}
          id="question"
          rows={1}
          value={draft}
          placeholder={t("ask.placeholder")}
          enterKeyHint="send"
          aria-describedby="ask-hint"
          aria-invalid={tooLong}
          onChange={(event) => setDraft(event.target.value)}
          onKeyDown={onKeyDown}
        />
        {busy ? (
          <button type="button" className="send stop" aria-label={t("ask.stop")} onClick={onStop}>
            <Square aria-hidden="true" />
          </button>
        ) : (
          <button type="submit" className="send" aria-label={t("ask.send")} disabled={!question || tooLong}>
            <ArrowUp aria-hidden="true" />
          </button>
        )}
      </div>
      <p id="ask-hint" className={tooLong ? "hint failure" : "hint"} role={tooLong ? "alert" : undefined}>
        {tooLong ? t("ask.tooLong", { count, max }) : t("ask.hint")}
      </p>
    </form>
  );
}
