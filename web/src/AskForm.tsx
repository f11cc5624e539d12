import { type FormEvent, type KeyboardEvent, useState } from "react";

interface Props {
  busy: boolean;
  onAsk(question: string): void;
  onStop(): void;
}

const MAX_CHARS = 2000;

export function AskForm({ busy, onAsk, onStop }: Props) {
  const [draft, setDraft] = useState("");
  const question = draft.trim();

  function submit(event?: FormEvent) {
    event?.preventDefault();
    if (busy || !question) return;
    onAsk(question);
    setDraft("");
  }

  function onKeyDown(event: KeyboardEvent) {
    // While an input method composes, Enter picks a word; Safari reports that only by key code 229.
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    submit();
  }

  return (
    <form className="ask" onSubmit={submit} aria-label="提问">
      <label htmlFor="question" className="unseen">
        您的问题
      </label>
      <textarea
        id="question"
        rows={1}
        maxLength={MAX_CHARS}
        value={draft}
        placeholder="请输入问题"
        enterKeyHint="send"
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {busy ? (
        <button type="button" className="stop" onClick={onStop}>
          停止
        </button>
      ) : (
        <button type="submit" disabled={!question}>
          提问
        </button>
      )}
    </form>
  );
}
