import { TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Block } from "./blocks";
import { type Flaw, unitsBefore } from "./flaws";
import type { Flaws } from "./useFlaws";

/** All that no clause supports, in words; each leads to its place. */
export function FlawList({ blocks, flaws }: { blocks: Block[]; flaws: Flaws }) {
  const { t } = useTranslation("desk");
  const found = blocks.flatMap((block, index) =>
    (flaws.byBlock.get(block.key) ?? []).map((flaw) => ({ block, place: index + 1, flaw })),
  );
  const state = flaws.state === "fresh" ? (found.length ? "found" : "clean") : flaws.state;
  return (
    <section className="flaws" data-state={state} aria-label={t("draft.flaws")}>
      <p className="flaws-state" role="status">
        {state === "found" && <TriangleAlert aria-hidden="true" />}
        {t(`check.${state}`, { count: found.length })}
      </p>
      {found.length > 0 && (
        <ul>
          {found.map(({ block, place, flaw }, index) => (
            <li key={index}>
              <button type="button" onClick={() => lead(block, flaw)}>
                <span className="facts">{t("draft.place", { place })}</span> {flaw.message}
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function lead({ key, text }: Block, { start, end }: Flaw) {
  const field = document.querySelector<HTMLTextAreaElement>(`[data-paragraph="${key}"]`);
  field?.focus();
  field?.setSelectionRange(unitsBefore(text, start), unitsBefore(text, end));
}
