import { type RefObject, useEffect } from "react";

interface Targets {
  list: RefObject<HTMLElement | null>;
  search: RefObject<HTMLInputElement | null>;
  onNew?(): void;
}

/** j and k walk through the list, / leads to the search, n begins a ticket; typing is left alone. */
export function useKeys({ list, search, onNew }: Targets): void {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping(event.target)) return;
      if (document.querySelector("[role=dialog], [role=menu]")) return;
      if (event.key === "/") search.current?.focus();
      else if (event.key === "j") walk(list.current, 1);
      else if (event.key === "k") walk(list.current, -1);
      else if (event.key === "n" && onNew) onNew();
      else return;
      event.preventDefault();
    }
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [list, search, onNew]);
}

function walk(list: HTMLElement | null, step: 1 | -1) {
  const links = Array.from(list?.querySelectorAll<HTMLElement>("a[data-row]") ?? []);
  const at = links.findIndex((link) => link === document.activeElement);
  const next = at < 0 ? (step > 0 ? 0 : links.length - 1) : at + step;
  links[Math.min(Math.max(next, 0), links.length - 1)]?.focus();
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName));
}
