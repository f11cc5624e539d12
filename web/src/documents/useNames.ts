import { useTranslation } from "react-i18next";
import type { DocumentSummary } from "../api/types";
import type { Filter } from "./filters";

/** What a filter's value is called: the API names kinds and validities by a code, regions and topics by their words. */
export function useNames(): (filter: Filter, value: string) => string {
  const { t } = useTranslation();
  return (filter, value) => {
    if (filter === "kind") return t(`kind.${value as DocumentSummary["kind"]}`);
    if (filter === "validity") return t(`validity.${value as DocumentSummary["validity"]}`);
    return value;
  };
}
