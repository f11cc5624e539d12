import { List } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "react-router";
import type { Heading } from "./blocks";
import { lastOf } from "../parts/last";

interface Props {
  headings: Heading[];
  onChoose?(): void;
}

/** The headings, the one that is being read marked. */
export function Outline({ headings, onChoose }: Props) {
  const { t } = useTranslation();
  const { search } = useLocation();
  const current = useCurrent(headings);
  const shown = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (shown.current) keepInSight(shown.current);
  }, [current]);
  if (!headings.length) return <p className="outline-none">{t("outline.none")}</p>;
  return (
    <ol className="outline-list">
      {headings.map(({ number, words, depth }) => (
        <li key={number} data-depth={Math.min(depth, 3)}>
          <Link
            ref={number === current ? shown : undefined}
            to={{ search, hash: encodeURIComponent(number) }}
            aria-current={number === current ? "location" : undefined}
            onClick={onChoose}
          >
            {words}
          </Link>
        </li>
      ))}
    </ol>
  );
}

/** The same, folded away where there is no room beside the text. */
export function FoldedOutline({ headings }: { headings: Heading[] }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <details
      className="outline-fold"
      open={open}
      onToggle={(event) => setOpen(event.currentTarget.open)}
      onKeyDown={(event) => event.key === "Escape" && setOpen(false)}
    >
      <summary>
        <List aria-hidden="true" />
        <span className="tool-label">{t("outline.title")}</span>
      </summary>
      {open && (
        <nav aria-label={t("outline.title")}>
          <Outline headings={headings} onChoose={() => setOpen(false)} />
        </nav>
      )}
    </details>
  );
}

/** Scrolls the outline alone; `scrollIntoView` would move the page, too, where the outline is below the fold. */
function keepInSight(link: HTMLElement): void {
  const frame = link.closest("nav");
  if (!frame) return;
  const [inner, outer] = [link.getBoundingClientRect(), frame.getBoundingClientRect()];
  if (inner.top < outer.top) frame.scrollTop -= outer.top - inner.top;
  else if (inner.bottom > outer.bottom) frame.scrollTop += inner.bottom - outer.bottom;
}

const READING_LINE_PX = 180;

function useCurrent(headings: Heading[]): string | null {
  const [current, setCurrent] = useState<string | null>(null);
  useEffect(() => {
    let waiting = 0;
    function look() {
      waiting = 0;
      const passed = headings.filter(({ number }) => {
        const heading = document.getElementById(number);
        return heading !== null && heading.getBoundingClientRect().top < READING_LINE_PX;
      });
      setCurrent(lastOf(passed)?.number ?? null);
    }
    function soon() {
      waiting ||= window.requestAnimationFrame(look);
    }
    soon();
    window.addEventListener("scroll", soon, { passive: true });
    window.addEventListener("resize", soon);
    return () => {
      window.cancelAnimationFrame(waiting);
      window.removeEventListener("scroll", soon);
      window.removeEventListener("resize", soon);
    };
  }, [headings]);
  return current;
}
