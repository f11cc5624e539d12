import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Citation } from "../../api/types";
import { type Block, changed, withNewAfter, without } from "./blocks";
import { ClausePicker } from "./ClausePicker";
import { FlawList } from "./FlawList";
import { ParagraphField } from "./ParagraphField";
import type { Flaws } from "./useFlaws";

interface Props {
  blocks: Block[];
  citations: Citation[];
  asOf: string;
  flaws: Flaws;
  onEdit(blocks: Block[]): void;
  onCite(citation: Citation): void;
  onComposing(is: boolean): void;
  /** Adds a clause to the text's citations; under which number, null where that did not work. */
  onAdd(clause: Citation): Promise<number | null>;
}

/** The paragraphs of a reply, to be written in, each with what it rests on; below them what no clause supports. */
export function Paragraphs({ blocks, citations, asOf, flaws, onEdit, onCite, onComposing, onAdd }: Props) {
  const { t } = useTranslation("desk");
  const [picksFor, pickFor] = useState<number | null>(null);

  return (
    <div className="paragraphs">
      {blocks.map((block, index) => (
        <ParagraphField
          key={block.key}
          block={block}
          place={index + 1}
          citations={citations}
          flaws={flaws.byBlock.get(block.key) ?? []}
          isOnly={blocks.length === 1}
          onText={(text) => onEdit(changed(blocks, block.key, { text }))}
          onCitations={(numbers) => onEdit(changed(blocks, block.key, { citations: numbers }))}
          onCite={onCite}
          onPick={() => pickFor(block.key)}
          onAddAfter={() => onEdit(withNewAfter(blocks, block.key))}
          onRemove={() => onEdit(without(blocks, block.key))}
          onComposing={onComposing}
        />
      ))}
      {blocks.length === 0 && (
        <button type="button" onClick={() => onEdit(withNewAfter(blocks, null))}>
          {t("draft.begin")}
        </button>
      )}
      <FlawList blocks={blocks} flaws={flaws} />
      {picksFor !== null && (
        <ClausePicker
          asOf={asOf}
          onPick={async (clause) => {
            const n = await onAdd(clause);
            return n !== null ? { key: picksFor, n } : null;
          }}
          onPicked={({ key, n }) => {
            const held = blocks.find((block) => block.key === key);
            if (held && !held.citations.includes(n)) onEdit(changed(blocks, key, { citations: [...held.citations, n] }));
            pickFor(null);
          }}
          onClose={() => pickFor(null)}
        />
      )}
    </div>
  );
}
