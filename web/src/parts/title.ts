import { useEffect } from "react";
import { i18n } from "../i18n";

let page = "";

/** Names the tab after the page that is open. */
export function showTitle(): void {
  document.title = [page, i18n.t("app.name")].filter(Boolean).join(" · ");
}

export function useTitle(title: string): void {
  useEffect(() => {
    page = title;
    showTitle();
    return () => {
      page = "";
      showTitle();
    };
  }, [title]);
}
