import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { webAddress } from "./addresses";

/** A link out of the app; only its words where the address is none that a page may link to. */
export function WebLink({ url, children }: { url: string; children: ReactNode }) {
  const { t } = useTranslation();
  const address = webAddress(url);
  if (!address) return children;
  return (
    <a href={address} target="_blank" rel="noopener noreferrer">
      {children}
      <span className="unseen">{t("page.newTab")}</span>
    </a>
  );
}
