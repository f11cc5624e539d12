import { Link2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Clause } from "../api/types";
import { anchorAddress, numberOf } from "../parts/addresses";
import { copied } from "../parts/copying";
import { say } from "../parts/toasts";

/** Copies the address of a clause; seen when its clause is pointed at, tapped or reached by the keyboard. */
export function Anchor({ clause, version }: { clause: Clause; version: number }) {
  const { t } = useTranslation();

  async function copy() {
    if (await copied(anchorAddress(clause, version))) return say(t("anchor.copied"));
    window.location.hash = encodeURIComponent(numberOf(clause.id));
    say(t("anchor.failed"));
  }

  return (
    <span className="anchor">
      <button type="button" aria-label={t("anchor.copy", { locator: clause.locator })} title={t("anchor.short")} onClick={copy}>
        <Link2 aria-hidden="true" />
      </button>
    </span>
  );
}
