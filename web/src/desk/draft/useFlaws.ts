import { useEffect, useRef, useState } from "react";
import type { Citation } from "../../api/types";
import { change } from "../api";
import type { Finding } from "../types";
import { type Block, paragraphsOf } from "./blocks";
import { carried, type Checked, checkedOf, type Flaw } from "./flaws";

const REST_MS = 300;

export interface Flaws {
  /** Of each block that has any, by its key. */
  byBlock: Map<number, Flaw[]>;
  /** Whether they are those of the text as it stands. */
  state: "fresh" | "checking" | "failed";
}

interface Asked {
  asOf: string;
  /** A reply may repeat figures that its asker told. */
  ticket?: number;
  blocks: Block[];
  citations: Citation[];
  /** What is known already of the text as it was first. */
  findings: Finding[];
  /** Letters that an input method composes are no text yet. */
  isComposing: boolean;
}

/** What no clause supports, checked whenever the text rests; until then the last flaws move with their words. */
export function useFlaws({ asOf, ticket, blocks, citations, findings, isComposing }: Asked): Flaws {
  const [checked, setChecked] = useState<Map<number, Checked>>(() => checkedOf(blocks, findings));
  const [state, setState] = useState<Flaws["state"]>("fresh");
  const written = JSON.stringify([
    asOf,
    blocks.map(({ key, text, citations: numbers }) => text.trim() && [key, text, numbers]),
    citations.map(({ n, clause_id, version }) => [n, clause_id, version]),
  ]);
  const known = useRef(written);

  useEffect(() => {
    if (isComposing) return;
    if (known.current === written) return setState("fresh");
    const controller = new AbortController();
    setState("checking");
    const timer = window.setTimeout(async () => {
      const paragraphs = paragraphsOf(blocks);
      const used = citations.filter(({ n }) => paragraphs.some((each) => each.citations.includes(n)));
      const cited = used.map(({ n, clause_id, version, start, end }) => ({ n, clause_id, version, start, end }));
      const asked = { as_of: asOf, paragraphs, citations: cited, ...(ticket === undefined ? {} : { ticket }) };
      try {
        const found = await change<{ findings: Finding[] }>("POST", "/check", asked, controller.signal);
        known.current = written;
        setChecked(checkedOf(blocks, found.findings));
        setState("fresh");
      } catch {
        if (!controller.signal.aborted) setState("failed");
      }
    }, REST_MS);
    return () => {
      window.clearTimeout(timer);
      controller.abort();
    };
    // `written` stands for all that is asked, which is made of new objects with every key that is pressed.
  }, [written, isComposing]);

  const byBlock = new Map<number, Flaw[]>();
  for (const block of blocks) {
    const held = checked.get(block.key);
    const flaws = held ? carried(held, block.text) : [];
    if (flaws.length) byBlock.set(block.key, flaws);
  }
  return { byBlock, state };
}
