import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { Citation } from "../../api/types";
import { localToday, monthsLater } from "../../parts/days";
import { say } from "../../parts/toasts";
import { change, isConflict, read, reasonOf } from "../api";
import { type Block, blocksOf, paragraphsOf } from "../draft/blocks";
import { ConflictView } from "../draft/ConflictView";
import { DraftText } from "../draft/DraftText";
import { Paragraphs } from "../draft/Paragraphs";
import { useFlaws } from "../draft/useFlaws";
import { useMay } from "../session";
import type { Approved, Finding, Paragraph } from "../types";
import { Actions } from "./Actions";
import { linesOf } from "./variants";

const MONTHS_UNTIL_REVIEW = 12;

interface Begun {
  question: string;
  variants: string[];
  paragraphs: Paragraph[];
  citations: Citation[];
  findings: Finding[];
  review_on: string;
  expires_on: string | null;
}

export interface Form {
  /** As the server keeps it; null until it is kept first. */
  kept: Approved | null;
  begun: Begun;
}

/** A new one, begun with what somebody asked and was told. */
export function newForm(question = "", text = ""): Form {
  const paragraphs = text.split(/\n{2,}/).map((part) => ({ text: part, citations: [] }));
  const review_on = monthsLater(localToday(), MONTHS_UNTIL_REVIEW);
  return { kept: null, begun: { question, variants: [], paragraphs, citations: [], findings: [], review_on, expires_on: null } };
}

interface Props {
  form: Form;
  onCite(citation: Citation): void;
}

/** An approved answer to write; it is kept when one says so, for it may be answering people just now. */
export function AnswerForm({ form, onCite }: Props) {
  const { t } = useTranslation("desk");
  const queries = useQueryClient();
  const navigate = useNavigate();
  const works = useMay("work_tickets");
  const [kept, setKept] = useState(form.kept);
  const [question, setQuestion] = useState(form.begun.question);
  const [variants, setVariants] = useState(form.begun.variants.join("\n"));
  const [blocks, setBlocks] = useState<Block[]>(() => blocksOf(form.begun.paragraphs));
  const [citations, setCitations] = useState(form.begun.citations);
  const [reviewOn, setReviewOn] = useState(form.begun.review_on);
  const [expiresOn, setExpiresOn] = useState(form.begun.expires_on ?? "");
  const [isComposing, setComposing] = useState(false);
  const [theirs, setTheirs] = useState<Approved | null>(null);
  const written = JSON.stringify([question, linesOf(variants), paragraphsOf(blocks), reviewOn, expiresOn]);
  const [saved, setSaved] = useState(form.kept ? written : "");
  const isNew = kept === null;
  const unsaved = written !== saved;
  const flaws = useFlaws({ asOf: localToday(), blocks, citations, findings: form.begun.findings, isComposing });

  // What was published, retired or flagged meanwhile, here or by a colleague, as long as the words are the same.
  useEffect(() => {
    setKept((held) => (held && form.kept && form.kept.revision >= held.revision && !unsaved ? form.kept : held));
  }, [form.kept, unsaved]);

  function take(answer: Approved) {
    setKept(answer);
    setQuestion(answer.question);
    setVariants(answer.variants.join("\n"));
    setBlocks(blocksOf(answer.paragraphs));
    setCitations(answer.citations);
    setReviewOn(answer.review_on);
    setExpiresOn(answer.expires_on ?? "");
    setSaved(JSON.stringify([answer.question, answer.variants, answer.paragraphs, answer.review_on, answer.expires_on ?? ""]));
    setTheirs(null);
  }

  const saving = useMutation({
    mutationFn: () => {
      const cited = citations.map(({ n, clause_id, version, start, end }) => ({ n, clause_id, version, start, end }));
      const days = { review_on: reviewOn, expires_on: expiresOn || null };
      const words = { question: question.trim(), variants: linesOf(variants), paragraphs: paragraphsOf(blocks), citations: cited, ...days };
      return isNew
        ? change<Approved>("POST", "/approved", words)
        : change<Approved>("PUT", `/approved/${kept.id}`, { ...words, revision: kept.revision });
    },
    onSuccess: (answer) => {
      setKept(answer);
      setSaved(written);
      say(t("saved.saved"));
      queries.setQueryData(["desk", "approved", answer.id], answer);
      void queries.invalidateQueries({ queryKey: ["desk", "approved", "list"] });
      if (isNew) void navigate(`/desk/approved/${encodeURIComponent(answer.id)}`, { replace: true });
    },
    onError: async (error) => {
      if (isConflict(error) && kept) setTheirs(await read<Approved>(`/approved/${kept.id}`));
    },
  });

  async function add(clause: Citation): Promise<number> {
    const known = citations.find(({ clause_id, version }) => clause_id === clause.clause_id && version === clause.version);
    if (known) return known.n;
    const n = Math.max(0, ...citations.map((each) => each.n)) + 1;
    setCitations([...citations, { ...clause, n }]);
    return n;
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!saving.isPending) saving.mutate();
  }

  if (!works && kept) return <Reading answer={kept} onCite={onCite} onDone={take} />;
  return (
    <form className="approved-form" onSubmit={submit}>
      <header className="draft-head">
        <h1>{t(isNew ? "approved.new" : "approved.title")}</h1>
        {kept && <span className={`badge approved-${kept.state}`}>{t(`approvedState.${kept.state}`)}</span>}
        {kept && <Facts answer={kept} />}
      </header>
      {kept && <Flags answer={kept} />}
      {theirs && (
        <ConflictView
          mine={paragraphsOf(blocks)}
          theirs={theirs.paragraphs}
          onKeepMine={() => {
            setKept(theirs);
            setTheirs(null);
          }}
          onTakeTheirs={() => take(theirs)}
        />
      )}
      <div className="desk-card form">
        <label>
          {t("approved.question")}
          <input required maxLength={300} value={question} onChange={(event) => setQuestion(event.target.value)} />
        </label>
        <label>
          {t("approved.variants")}
          <textarea rows={4} value={variants} onChange={(event) => setVariants(event.target.value)} />
          <small>{t("approved.variantsHint")}</small>
        </label>
        <div className="approved-days">
          <label>
            {t("approved.review")}
            <input type="date" required value={reviewOn} onChange={(event) => setReviewOn(event.target.value)} />
          </label>
          <label>
            {t("approved.expires")}
            <input type="date" value={expiresOn} onChange={(event) => setExpiresOn(event.target.value)} />
          </label>
        </div>
      </div>
      <section className="desk-card" aria-label={t("approved.words")}>
        <h2>{t("approved.words")}</h2>
        <Paragraphs
          blocks={blocks}
          citations={citations}
          asOf={localToday()}
          flaws={flaws}
          onEdit={setBlocks}
          onCite={onCite}
          onComposing={setComposing}
          onAdd={add}
        />
      </section>
      {saving.isError && !theirs && (
        <p className="failure" role="alert">
          {reasonOf(saving.error, t("said.unreachable"))}
        </p>
      )}
      <div className="draft-actions">
        <span className="saved facts">{t(unsaved ? "saved.unsaved" : "saved.saved")}</span>
        <button type="submit" className={unsaved ? "primary" : undefined} disabled={saving.isPending || !unsaved || theirs !== null}>
          {t("said.save")}
        </button>
        {kept && <Actions answer={kept} unsaved={unsaved} onDone={setKept} />}
      </div>
    </form>
  );
}

/** For who may look, or approve, and not write. */
function Reading({ answer, onCite, onDone }: { answer: Approved; onCite(citation: Citation): void; onDone(answer: Approved): void }) {
  const { t } = useTranslation("desk");
  return (
    <section className="desk-card">
      <header className="draft-head">
        <h1>{answer.question}</h1>
        <span className={`badge approved-${answer.state}`}>{t(`approvedState.${answer.state}`)}</span>
        <Facts answer={answer} />
      </header>
      <Flags answer={answer} />
      {answer.variants.length > 0 && (
        <ul className="approved-variants" aria-label={t("approved.variants")}>
          {answer.variants.map((variant) => (
            <li key={variant}>{variant}</li>
          ))}
        </ul>
      )}
      <DraftText draft={answer} onCite={onCite} />
      <div className="draft-actions">
        <Actions answer={answer} unsaved={false} onDone={onDone} />
      </div>
    </section>
  );
}

function Facts({ answer }: { answer: Approved }) {
  const { t } = useTranslation("desk");
  return (
    <span className="facts">
      {answer.owner?.display_name} · {t("approved.reviewOn", { day: answer.review_on })}
      {answer.expires_on && ` · ${t("approved.expiresOn", { day: answer.expires_on })}`}
      {answer.approved_by && ` · ${t("approved.by", { name: answer.approved_by })}`}
    </span>
  );
}

/** Why it is given no longer, until a person has looked at it. */
function Flags({ answer }: { answer: Approved }) {
  const { t } = useTranslation("desk");
  if (!answer.flags.length) return null;
  return (
    <div className="notice">
      <p>{t("approved.flagged")}</p>
      <ul>
        {answer.flags.map((flag) => (
          <li key={flag}>{flag}</li>
        ))}
      </ul>
    </div>
  );
}
