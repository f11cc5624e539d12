import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { i18n, type Language } from "../../i18n";
import { type DeskTexts, deskHans } from "./zh-Hans";

const fetched: Partial<Record<Language, () => Promise<DeskTexts>>> = {
  "zh-Hant": async () => (await import("./zh-Hant")).deskHant,
  en: async () => (await import("./en")).deskEn,
};

i18n.addResourceBundle("zh-Hans", "desk", deskHans);

/** Has the desk's texts in the language of the page: apart from the others, which everybody fetches. */
export function useDeskTexts(): void {
  const { language } = useTranslation("desk").i18n;
  useEffect(() => {
    const fetch = fetched[language as Language];
    if (!fetch || i18n.hasResourceBundle(language, "desk")) return;
    // Without them the desk goes on in simplified Chinese.
    fetch().then(
      (texts) => {
        i18n.addResourceBundle(language, "desk", texts);
        if (i18n.language === language) void i18n.changeLanguage(language);
      },
      () => undefined,
    );
  }, [language]);
}
