import { BookPlus, Plus, Trash2, X } from "lucide-react";
import { type MouseEvent, useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Citation } from "../../api/types";
import { Chip } from "../../evidence/Chip";
import { runsOf } from "../../parts/spans";
import type { Block } from "./blocks";
import { type Flaw, flawAt, narrowest } from "./flaws";

interface Props {
  block: Block;
  place: number;
  citations: Citation[];
  flaws: Flaw[];
  /** Whether it is the only one, which cannot be removed. */
  isOnly: boolean;
  onText(text: string): void;
  onCitations(citations: number[]): void;
  onCite(citation: Citation): void;
  onPick(): void;
  onAddAfter(): void;
  onRemove(): void;
  onComposing(is: boolean): void;
}

/**
 * A paragraph to write in. What is flawed is underlined in a copy of the text behind the field, which has the same
 * letters in the same places; the field itself stays the browser's own, with its input methods, undo and spelling.
 */
export function ParagraphField(props: Props) {
  const { block, place, citations, flaws, isOnly, onText, onCitations, onCite, onPick, onAddAfter, onRemove, onComposing } = props;
  const { t } = useTranslation("desk");
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const mirror = useRef<HTMLDivElement>(null);
  const [told, tell] = useState<Flaw | undefined>();
  const current = told && flaws.find((flaw) => flaw.start === told.start && flaw.end === told.end && flaw.message === told.message);

  // As tall as its text, so that field and copy never scroll apart.
  useLayoutEffect(() => {
    const area = field.current;
    if (!area) return;
    area.style.height = "auto";
    area.style.height = `${area.scrollHeight}px`;
  }, [block.text]);

  const atCaret = () => field.current && tell(flawAt(field.current.value, flaws, field.current.selectionStart));

  // React does not hear of a selection that the list of flaws has made.
  useEffect(() => {
    const area = field.current;
    area?.addEventListener("select", atCaret);
    return () => area?.removeEventListener("select", atCaret);
  });

  function atPointer(event: MouseEvent) {
    const marks = Array.from(mirror.current?.querySelectorAll<HTMLElement>("[data-flaws]") ?? []);
    const under = marks.find((mark) => Array.from(mark.getClientRects()).some((box) => isIn(box, event)));
    if (under) tell(narrowest((under.dataset.flaws ?? "").split(" ").flatMap((at) => flaws[Number(at)] ?? [])));
  }

  const runs = runsOf(block.text, ...flaws.map(({ start, end }): [number, number][] => [[start, end]]));
  return (
    <div className="paragraph">
      <div className="paragraph-box" onMouseMove={atPointer} onMouseLeave={() => tell(undefined)}>
        <div ref={mirror} className="paragraph-mirror" aria-hidden="true">
          {runs.map(({ text, within }, index) =>
            within.includes(true) ? (
              <span key={index} className="flawed" data-flaws={within.flatMap((is, at) => (is ? at : [])).join(" ")}>
                {text}
              </span>
            ) : (
              <span key={index}>{text}</span>
            ),
          )}
          {/* A line that has no letter yet counts in a field, and here only with something on it. */}
          {"\u200b"}
        </div>
        <textarea
          ref={field}
          id={id}
          rows={1}
          value={block.text}
          data-paragraph={block.key}
          aria-label={t("draft.paragraph", { place })}
          aria-invalid={flaws.length > 0}
          aria-describedby={flaws.length ? `${id}-flaws` : undefined}
          onChange={(event) => onText(event.target.value)}
          onSelect={atCaret}
          onFocus={atCaret}
          onBlur={() => tell(undefined)}
          onCompositionStart={() => onComposing(true)}
          onCompositionEnd={() => onComposing(false)}
        />
        {current && (
          <p className="flaw-told" role="status">
            {current.message}
          </p>
        )}
      </div>
      {flaws.length > 0 && (
        <p id={`${id}-flaws`} className="unseen">
          {flaws.map(({ what, message }) => t("draft.flaw", { what, message })).join(" ")}
        </p>
      )}
      <div className="paragraph-foot">
        <ul className="paragraph-chips" aria-label={t("draft.citationsOf", { place })}>
          {block.citations.map((n) => (
            <li key={n}>
              <Chip n={n} citation={citations.find((held) => held.n === n)} onCite={onCite} />
              <button
                type="button"
                className="chip-remove"
                aria-label={t("draft.removeCitation", { n, place })}
                title={t("draft.removeCitation", { n, place })}
                onClick={() => onCitations(block.citations.filter((each) => each !== n))}
              >
                <X aria-hidden="true" />
              </button>
            </li>
          ))}
        </ul>
        <button type="button" className="quiet" onClick={onPick}>
          <BookPlus aria-hidden="true" />
          {t("draft.cite")}
        </button>
        <span className="paragraph-more">
          <button type="button" className="icon-button small" aria-label={t("draft.addAfter", { place })} title={t("draft.addAfter", { place })} onClick={onAddAfter}>
            <Plus aria-hidden="true" />
          </button>
          {!isOnly && (
            <button type="button" className="icon-button small" aria-label={t("draft.remove", { place })} title={t("draft.remove", { place })} onClick={onRemove}>
              <Trash2 aria-hidden="true" />
            </button>
          )}
        </span>
      </div>
    </div>
  );
}

function isIn(box: DOMRect, { clientX, clientY }: MouseEvent): boolean {
  return box.left <= clientX && clientX <= box.right && box.top <= clientY && clientY <= box.bottom;
}
