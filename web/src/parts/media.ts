import { useCallback, useSyncExternalStore } from "react";

/** Whether the chat has room for the document beside it. */
export function useWide(): boolean {
  return useMedia("(min-width: 1100px)");
}

/** Whether the reader has room for the outline, or for the interpretation, beside the text. */
export function useReaderWide(): boolean {
  return useMedia("(min-width: 1000px)");
}

/** Whether the filters can stay unfolded. */
export function useRoomForFilters(): boolean {
  return useMedia("(min-width: 640px)");
}

/** Whether a chart has room for a bar a day over a quarter of a year. */
export function useRoomForDays(): boolean {
  return useMedia("(min-width: 640px)");
}

/** Whether the system prefers a dark screen. */
export function usePrefersDark(): boolean {
  return useMedia("(prefers-color-scheme: dark)");
}

function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (changed: () => void) => {
      const media = window.matchMedia(query);
      media.addEventListener("change", changed);
      return () => media.removeEventListener("change", changed);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => window.matchMedia(query).matches);
}
