import { useCallback, useEffect, useRef, useState } from "react";
import { isConflict, reasonOf } from "../api";
import type { Paragraph } from "../types";
import type { Block } from "./blocks";
import { begun, type Editing, isUnsaved, type News, told, type Written } from "./editing";

const REST_MS = 1000;
const AGAIN_MS = 8000;

interface Server<Kept extends Written> {
  /** Keeps the paragraphs in place of a revision. Rejects with Refused, 409 when that is not the newest. */
  save(kept: Kept, paragraphs: Paragraph[]): Promise<Kept>;
  /** As it is kept now. */
  read(): Promise<Kept>;
  unreachable: string;
}

export interface Work<Kept extends Written> {
  held: Editing<Kept>;
  unsaved: boolean;
  edit(blocks: Block[]): void;
  /** Keeps what is not kept yet; the newest that the server has, null where that did not work. */
  flush(): Promise<Kept | null>;
  /** Takes over what the server answered to something else that was done with it. */
  adopt(kept: Kept): void;
  keepMine(): void;
  takeTheirs(): void;
  /** Whether an input method is at work, whose letters are no text yet. */
  isComposing: boolean;
  setComposing(is: boolean): void;
}

/** Keeps what is written a moment after one rests, never while an input method composes, and never over a colleague's. */
export function useEditing<Kept extends Written>(latest: Kept, server: Server<Kept>): Work<Kept> {
  const [held, show] = useState(() => begun(latest));
  const now = useRef(held);
  const ways = useRef(server);
  ways.current = server;
  const running = useRef<Promise<Kept | null> | null>(null);
  const [isComposing, setComposing] = useState(false);
  const unsaved = isUnsaved(held);

  const tell = useCallback((news: News<Kept>) => {
    // What follows in the same turn reads it, before it is drawn.
    now.current = told(now.current, news);
    show(now.current);
  }, []);

  useEffect(() => tell({ type: "arrived", kept: latest }), [latest, tell]);

  const flush = useCallback(async (): Promise<Kept | null> => {
    await running.current;
    if (now.current.theirs) return null;
    if (!isUnsaved(now.current)) return now.current.kept;
    const run = saved();
    running.current = run;
    const kept = await run;
    running.current = null;
    return kept;

    async function saved(): Promise<Kept | null> {
      tell({ type: "sending" });
      try {
        const kept = await ways.current.save(now.current.kept, now.current.sending ?? []);
        tell({ type: "saved", kept });
        return kept;
      } catch (error) {
        if (!isConflict(error)) tell({ type: "failed", message: reasonOf(error, ways.current.unreachable) });
        else {
          await ways.current.read().then(
            (theirs) => tell({ type: "overtaken", theirs }),
            () => tell({ type: "failed", message: reasonOf(error, ways.current.unreachable) }),
          );
        }
        return null;
      }
    }
  }, [tell]);

  const { blocks, sending, theirs, failure } = held;
  useEffect(() => {
    if (!unsaved || sending || theirs || isComposing) return;
    const timer = window.setTimeout(() => void flush(), failure ? AGAIN_MS : REST_MS);
    return () => window.clearTimeout(timer);
  }, [blocks, unsaved, sending, theirs, failure, isComposing, flush]);

  useEffect(() => {
    if (!unsaved) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [unsaved]);
  useEffect(() => () => void flush(), [flush]);

  return {
    held,
    unsaved,
    edit: useCallback((edited: Block[]) => tell({ type: "edited", blocks: edited }), [tell]),
    flush,
    adopt: useCallback((kept: Kept) => tell({ type: "arrived", kept }), [tell]),
    keepMine: () => tell({ type: "keepMine" }),
    takeTheirs: () => tell({ type: "takeTheirs" }),
    isComposing,
    setComposing,
  };
}
