import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ClausePanel } from "../evidence/ClausePanel";
import { useCited } from "../evidence/useCited";
import type { FactKind, Programme } from "../api/types";
import { useTitle } from "../parts/title";
import { Waiting } from "../parts/Waiting";
import { FactsPanel, type Wanted } from "./FactsPanel";
import { programmesFor } from "./goals";
import { namesOf } from "./names";
import { useProfile } from "./profile";
import { useAssessment, useFactKinds, useProgrammes } from "./queries";
import { Results, Stale } from "./Results";
import "./verdict.css";
import "./eligibility.css";

/** What an enterprise can get: what is known of it, and every programme judged by that. */
export function Component() {
  const { t } = useTranslation();
  const kinds = useFactKinds();
  const programmes = useProgrammes();
  useTitle(t("eligibility.title"));
  if (!kinds.data) return <Waiting asked={kinds} failed={t("eligibility.failed")} />;
  if (!programmes.data) return <Waiting asked={programmes} failed={t("eligibility.failed")} />;
  return <Eligible kinds={kinds.data} programmes={programmes.data} />;
}

function Eligible({ kinds, programmes }: { kinds: FactKind[]; programmes: Programme[] }) {
  const { t } = useTranslation();
  const { facts, goals, aim } = useProfile();
  const chosen = programmesFor(goals, programmes);
  const { asked, isFresh } = useAssessment(facts, kinds, chosen);
  const [wanted, setWanted] = useState<Wanted | null>(null);
  const { cited, cite, close } = useCited();
  const found = asked.data;
  const names = namesOf({ kinds, programmes, facts: found?.facts ?? [] });
  return (
    <>
      <main className="eligible" id="content" data-beside={cited !== null || undefined}>
        <header>
          <h1>{t("eligibility.title")}</h1>
          <p className="lead">{t("eligibility.lead")}</p>
        </header>
        <FactsPanel kinds={kinds} found={found} isFresh={isFresh} wanted={wanted} onWant={setWanted} />
        <div className="found-of">
          <Stale error={asked.error} isPaused={asked.isPaused} onRetry={() => void asked.refetch()} />
          {found ? (
            <Results
              found={found}
              names={names}
              others={chosen ? programmes.length - chosen.length : 0}
              isFresh={isFresh}
              onAll={() => aim([])}
              onCite={cite}
              onAnswer={(fact) => setWanted({ fact })}
            />
          ) : (
            !asked.error && !asked.isPaused && <p role="status">{t("results.busy")}</p>
          )}
        </div>
      </main>
      {cited && <ClausePanel citation={cited} onClose={close} />}
    </>
  );
}
