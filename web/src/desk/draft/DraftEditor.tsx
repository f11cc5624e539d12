import { useCallback, useState } from "react";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Citation } from "../../api/types";
import { say } from "../../parts/toasts";
import { change, read, reasonOf } from "../api";
import { useMay } from "../session";
import type { Draft, Ticket } from "../types";
import { paragraphsOf } from "./blocks";
import { ConflictView } from "./ConflictView";
import { Delivery } from "./Delivery";
import { DraftActions } from "./DraftActions";
import { DraftText } from "./DraftText";
import { FlawList } from "./FlawList";
import { Paragraphs } from "./Paragraphs";
import { SavedState } from "./SavedState";
import { useEditing } from "./useEditing";
import { useFlaws } from "./useFlaws";

interface Props {
  draft: Draft;
  ticket: Ticket;
  onCite(citation: Citation): void;
}

const placeOf = ({ clause_id, version, start, end }: Citation) => `${clause_id}@${version}:${start}-${end}`;

/** Whether it may still be changed; it has to be reviewed anew then. */
function isChangeable({ state, deliveries }: Draft): boolean {
  const isHeld = state === "in_review" || state === "approved" || state === "failed";
  return isHeld && deliveries.every((delivery) => delivery.sent_at === null);
}

/** A reply from the first draft until it is sent. */
export function DraftEditor({ draft: latest, ticket, onCite }: Props) {
  const { t } = useTranslation("desk");
  const queries = useQueryClient();
  const works = useMay("work_tickets");
  const work = useEditing<Draft>(latest, {
    save: (kept, paragraphs) => change("PUT", `/drafts/${kept.id}`, { revision: kept.revision, paragraphs }),
    read: async () => {
      const { drafts } = await read<{ drafts: Draft[] }>(`/tickets/${latest.ticket}/drafts`);
      return drafts.find(({ id }) => id === latest.id) ?? latest;
    },
    unreachable: t("said.unreachable"),
  });
  const { held, flush, adopt } = work;
  const draft = held.kept;
  const [reopened, reopen] = useState(false);
  const isOpen = draft.state === "writing" || draft.state === "returned";
  const writable = works && (isOpen || (reopened && isChangeable(draft)));
  const flaws = useFlaws({
    asOf: draft.as_of,
    ticket: draft.ticket,
    blocks: held.blocks,
    citations: draft.citations,
    findings: draft.findings,
    isComposing: work.isComposing,
  });

  const done = useCallback(
    (kept: Draft) => {
      adopt(kept);
      reopen(false);
      for (const key of [["desk", "ticket", kept.ticket], ["desk", "tickets"], ["desk", "drafts"]]) {
        void queries.invalidateQueries({ queryKey: key });
      }
    },
    [adopt, queries],
  );

  async function add(clause: Citation): Promise<number | null> {
    const same = (held: Citation) => placeOf(held) === placeOf(clause);
    const known = draft.citations.find(same);
    if (known) return known.n;
    const kept = await flush();
    if (!kept) return null;
    try {
      const asked = { revision: kept.revision, paragraphs: paragraphsOf(held.blocks), cite: [clause.clause_id] };
      const cited = await change<Draft>("PUT", `/drafts/${kept.id}`, asked);
      adopt(cited);
      return cited.citations.find(same)?.n ?? null;
    } catch (error) {
      say(reasonOf(error, t("said.unreachable")));
      return null;
    }
  }

  return (
    <section className="desk-card draft" id={`draft-${draft.id}`} aria-labelledby={`draft-title-${draft.id}`}>
      <header className="draft-head">
        <h2 id={`draft-title-${draft.id}`}>{t(`forms.${draft.form}`)}</h2>
        <span className={`badge draft-${draft.state}`}>{t(`draftState.${draft.state}`)}</span>
        <span className="facts">
          {t("draft.by", { author: draft.author?.display_name ?? "" })} · {t("draft.asOf", { day: draft.as_of })}
        </span>
        {writable && <SavedState work={work} />}
      </header>
      {draft.comment && (draft.state === "returned" || draft.state === "in_review") && (
        <p className="notice">{t("draft.comment", { reviewer: draft.reviewer?.display_name ?? "", comment: draft.comment })}</p>
      )}
      {held.theirs && (
        <ConflictView
          mine={paragraphsOf(held.blocks)}
          theirs={held.theirs.paragraphs}
          onKeepMine={work.keepMine}
          onTakeTheirs={work.takeTheirs}
        />
      )}
      {writable ? (
        <Paragraphs
          blocks={held.blocks}
          citations={draft.citations}
          asOf={draft.as_of}
          flaws={flaws}
          onEdit={work.edit}
          onCite={onCite}
          onComposing={work.setComposing}
          onAdd={add}
        />
      ) : (
        <>
          <DraftText draft={draft} onCite={onCite} />
          {draft.state === "in_review" && <FlawList blocks={held.blocks} flaws={flaws} />}
        </>
      )}
      <Delivery draft={draft} ticket={ticket} />
      <DraftActions
        draft={draft}
        ticket={ticket}
        work={work}
        onDone={done}
        onReopen={works && !writable && isChangeable(draft) ? () => reopen(true) : undefined}
      />
    </section>
  );
}
