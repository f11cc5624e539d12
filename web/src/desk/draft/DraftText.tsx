import type { Citation } from "../../api/types";
import { CitedText } from "../../evidence/CitedText";
import { Evidence } from "../../evidence/Evidence";
import type { Paragraph } from "../types";

interface Props {
  draft: { paragraphs: Paragraph[]; citations: Citation[] };
  onCite(citation: Citation): void;
}

/** A reply to read, its citations behind each paragraph. */
export function DraftText({ draft: { paragraphs, citations }, onCite }: Props) {
  const used = citations.filter(({ n }) => paragraphs.some((paragraph) => paragraph.citations.includes(n)));
  return (
    <div className="draft-text">
      {paragraphs.map(({ text, citations: numbers }, index) => (
        <p key={index} className="draft-paragraph">
          <CitedText text={text} numbers={numbers} citations={citations} onCite={onCite} />
        </p>
      ))}
      {used.length > 0 && <Evidence citations={used} onCite={onCite} />}
    </div>
  );
}
