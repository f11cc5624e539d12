import { useTranslation } from "react-i18next";

/** Numbers and days as the language of the page writes them. */
export function useWords() {
  const { language } = useTranslation("desk").i18n;
  const numbers = new Intl.NumberFormat(language);
  const days = new Intl.DateTimeFormat(language, { month: "numeric", day: "numeric", timeZone: "UTC" });
  const day = (stated: string) => days.format(new Date(stated));
  return {
    number: (value: number) => numbers.format(value),
    day,
    span: (first: string, last: string) => (first === last ? day(first) : `${day(first)}–${day(last)}`),
  };
}
