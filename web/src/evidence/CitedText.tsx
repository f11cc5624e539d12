import type { Citation } from "../api/types";
import { piecesOf } from "../parts/marks";
import { Chip } from "./Chip";

interface Props {
  text: string;
  numbers: number[];
  citations: Citation[];
  onCite(citation: Citation): void;
}

/** A paragraph with its citations as chips: where they stand in it, the others at its end. */
export function CitedText({ text, numbers, citations, onCite }: Props) {
  const pieces = piecesOf(text, numbers);
  const shown = [...pieces, ...numbers.filter((n) => !pieces.includes(n))];
  return shown.map((piece, index) =>
    typeof piece === "string" ? (
      <span key={index}>{piece}</span>
    ) : (
      <Chip key={index} n={piece} citation={citations.find((held) => held.n === piece)} onCite={onCite} />
    ),
  );
}
