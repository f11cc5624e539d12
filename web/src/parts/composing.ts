import type { KeyboardEvent } from "react";

/** While an input method composes, Enter picks a word; Safari reports that only by key code 229. */
export function isComposing(event: KeyboardEvent): boolean {
  return event.nativeEvent.isComposing || event.keyCode === 229;
}
