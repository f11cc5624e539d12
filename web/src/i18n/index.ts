import i18n from "i18next";
import { initReactI18next } from "react-i18next";
import type { DeskTexts } from "../desk/texts/zh-Hans";
import { type Messages, zhHans } from "./zh-Hans";

export const LANGUAGES = { "zh-Hans": "简体中文", "zh-Hant": "繁體中文", en: "English" } as const;
export type Language = keyof typeof LANGUAGES;

declare module "i18next" {
  interface CustomTypeOptions {
    resources: { translation: Messages; desk: DeskTexts };
    returnObjects: true;
  }
}

const fetched: Record<Language, () => Promise<Messages>> = {
  "zh-Hans": async () => zhHans,
  "zh-Hant": async () => (await import("./zh-Hant")).zhHant,
  en: async () => (await import("./en")).en,
};

void i18n.use(initReactI18next).init({
  lng: "zh-Hans",
  fallbackLng: "zh-Hans",
  resources: { "zh-Hans": { translation: zhHans } },
  interpolation: { escapeValue: false }, // React escapes.
  returnObjects: true,
});

/** The interface language for a browser's: other Chinese than Taiwan's, Hong Kong's and Macao's is simplified. */
export function languageFor(tag: string): Language {
  const lower = tag.toLowerCase();
  if (!lower.startsWith("zh")) return "en";
  return /hant|-(tw|hk|mo)/.test(lower) ? "zh-Hant" : "zh-Hans";
}

let wanted: Language = "zh-Hans";

/** Changes the language of the page; of two wishes the last one counts, however long the texts take to come. */
export async function speak(language: Language): Promise<void> {
  wanted = language;
  if (!i18n.hasResourceBundle(language, "translation")) {
    i18n.addResourceBundle(language, "translation", await fetched[language]());
  }
  if (wanted !== language) return;
  await i18n.changeLanguage(language);
  document.documentElement.lang = language === "zh-Hans" ? "zh-CN" : language === "zh-Hant" ? "zh-HK" : "en";
}

export { i18n };
