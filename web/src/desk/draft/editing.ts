import type { Paragraph } from "../types";
import { alike, type Block, blocksOf, paragraphsOf } from "./blocks";

/** What is written and kept with a revision: a draft, or an approved answer. */
export interface Written {
  id: string;
  revision: number;
  paragraphs: Paragraph[];
}

/** The text while somebody works on it, beside what the server keeps of it. */
export interface Editing<Kept extends Written> {
  /** As the server has it, as far as is known here. */
  kept: Kept;
  /** What was last read from the server or sent to it: what differs from that is not kept yet. */
  base: Paragraph[];
  blocks: Block[];
  /** What is on its way to the server. */
  sending: Paragraph[] | null;
  /** What a colleague has kept meanwhile, while both have changed it. */
  theirs: Kept | null;
  /** Why it could not be kept. */
  failure: string;
}

export type News<Kept extends Written> =
  | { type: "edited"; blocks: Block[] }
  | { type: "sending" }
  | { type: "saved"; kept: Kept }
  | { type: "failed"; message: string }
  | { type: "overtaken"; theirs: Kept }
  | { type: "arrived"; kept: Kept }
  | { type: "keepMine" }
  | { type: "takeTheirs" };

export function begun<Kept extends Written>(kept: Kept): Editing<Kept> {
  return { kept, base: kept.paragraphs, blocks: blocksOf(kept.paragraphs), sending: null, theirs: null, failure: "" };
}

/** Whether something is written that the server does not have. */
export function isUnsaved({ blocks, base }: Editing<Written>): boolean {
  return !alike(paragraphsOf(blocks), base);
}

export function told<Kept extends Written>(held: Editing<Kept>, news: News<Kept>): Editing<Kept> {
  switch (news.type) {
    case "edited":
      return { ...held, blocks: news.blocks };
    case "sending":
      return { ...held, sending: paragraphsOf(held.blocks), failure: "" };
    case "saved":
      // What was typed since stays: the field keeps its own words and the server's are only those of the revision.
      return { ...held, kept: news.kept, base: held.sending ?? held.base, sending: null, failure: "" };
    case "failed":
      return { ...held, sending: null, failure: news.message };
    case "overtaken":
      return { ...held, sending: null, theirs: news.theirs };
    case "arrived":
      return arrived(held, news.kept);
    case "keepMine":
      return held.theirs ? { ...held, kept: held.theirs, base: held.theirs.paragraphs, theirs: null, failure: "" } : held;
    case "takeTheirs":
      return held.theirs ? begun(held.theirs) : held;
  }
}

/** What was read anew without being asked for: taken where nothing is lost by that. */
function arrived<Kept extends Written>(held: Editing<Kept>, kept: Kept): Editing<Kept> {
  if (kept.id !== held.kept.id) return begun(kept);
  // While a save is under way this may be its own echo; its reply will tell.
  if (held.sending || kept.revision < held.kept.revision) return held;
  if (kept.revision === held.kept.revision) return { ...held, kept };
  // Somebody may have sent it on or commented without touching the words.
  if (alike(kept.paragraphs, held.kept.paragraphs)) return { ...held, kept };
  if (!isUnsaved(held)) return begun(kept);
  return { ...held, theirs: kept };
}
