import { CalendarPlus, FileDown, FileText, type LucideIcon, Printer } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Format, FORMATS, readChecklist } from "../api/eligibility";
import { Refused } from "../api/request";
import type { Fact, Verdict } from "../api/types";
import { usePreferences } from "../app/preferences";
import { isDay } from "../parts/days";
import { keepsNoFiles, saved } from "../parts/saving";
import { useProfile } from "./profile";

const ICONS: Record<Format, LucideIcon> = { docx: FileText, pdf: FileDown, ics: CalendarPlus };

/** The checklist as files, and on paper. Only facts that the server could read are sent along. */
export function Files({ verdict, facts }: { verdict: Verdict; facts: Fact[] }) {
  const { t } = useTranslation();
  const language = usePreferences((held) => held.language);
  const told = useProfile((held) => held.facts);
  const [busy, setBusy] = useState<Format | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const { window: round } = verdict;
  // A calendar wants days, and nobody wants a day that is over.
  const isDated = round !== null && round.state !== "closed" && [round.opens_on, round.closes_on].some((day) => day && isDay(day));

  async function fetchFile(format: Format) {
    setBusy(format);
    setFailure(null);
    const known = Object.fromEntries(facts.flatMap(({ id }) => (told[id] ? [[id, told[id]]] : [])));
    try {
      const file = await readChecklist(known, verdict.programme_id, format, language);
      saved(file.content, file.name);
    } catch (error) {
      setFailure((error instanceof Refused && error.message) || t("checklist.failed"));
    }
    setBusy(null);
  }

  return (
    <div className="files">
      <p role="group" aria-label={t("checklist.files")}>
        {FORMATS.filter((format) => format !== "ics" || isDated).map((format) => {
          const Icon = ICONS[format];
          return (
            <button key={format} type="button" disabled={busy !== null} onClick={() => void fetchFile(format)}>
              <Icon aria-hidden="true" /> {t(`files.${format}`)}
            </button>
          );
        })}
        <button type="button" onClick={() => window.print()}>
          <Printer aria-hidden="true" /> {t("reader.print")}
        </button>
      </p>
      {keepsNoFiles() && <p className="facts">{t("checklist.inWeChat")}</p>}
      {failure && (
        <p className="failure" role="alert">
          {failure}
        </p>
      )}
      <p className="facts">{t("checklist.kept")}</p>
    </div>
  );
}
