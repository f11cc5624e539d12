import { create } from "zustand";
import { createJSONStorage, persist } from "zustand/middleware";
import { type Language, LANGUAGES, languageFor } from "../i18n";

export const THEMES = ["auto", "light", "dark"] as const;
export const SIZES = ["normal", "large", "larger"] as const;
export type Theme = (typeof THEMES)[number];
export type Size = (typeof SIZES)[number];

interface Preferences {
  language: Language;
  theme: Theme;
  size: Size;
  set(change: Partial<Pick<Preferences, "language" | "theme" | "size">>): void;
}

/** How a person wants the pages to look; kept on the device. */
export const usePreferences = create<Preferences>()(
  persist(
    (put) => ({
      language: languageFor(navigator.language),
      theme: "auto",
      size: "normal",
      set: (change) => put(change),
    }),
    {
      name: "policy-assistant.preferences",
      storage: createJSONStorage(() => window.localStorage),
      partialize: ({ language, theme, size }) => ({ language, theme, size }),
      // What an older page kept, or somebody wrote by hand, must not break this one.
      merge: (kept, current) => ({ ...current, ...known(kept) }),
    },
  ),
);

function known(kept: unknown): Partial<Preferences> {
  const { language, theme, size } = (kept ?? {}) as Partial<Preferences>;
  return {
    ...(language && language in LANGUAGES ? { language } : {}),
    ...(theme && THEMES.includes(theme) ? { theme } : {}),
    ...(size && SIZES.includes(size) ? { size } : {}),
  };
}
