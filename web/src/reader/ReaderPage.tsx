import { useQuery } from "@tanstack/react-query";
import { Columns2, Printer } from "lucide-react";
import { useEffect, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams, useSearchParams } from "react-router";
import { readDocument, readVersions } from "../api/documents";
import type { DocumentSummary, DocumentWithText, Span, Version } from "../api/types";
import { documentAddress } from "../parts/addresses";
import { useTitle } from "../parts/title";
import { retryUnlessRefused, Waiting } from "../parts/Waiting";
import { useReaderWide } from "../parts/media";
import { useDocuments } from "../parts/queries";
import { useVariants } from "../parts/useVariants";
import { blocksOf, headingsOf } from "./blocks";
import { DocumentHead } from "./DocumentHead";
import { DocumentText } from "./DocumentText";
import { FindBar } from "./FindBar";
import { FoldedOutline, Outline } from "./Outline";
import { useBeside } from "./useBeside";
import { useFind } from "./useFind";
import { useAimed, usePlace } from "./usePlace";
import "./reader.css";

const NO_DOCUMENTS: DocumentSummary[] = [];
const NO_VERSIONS: Version[] = [];

/** A document as it is read: fetched first, with what is known of its versions and of the others. */
export function Component() {
  const { t } = useTranslation();
  const { id = "" } = useParams();
  const [query] = useSearchParams();
  const version = wholeOf(query.get("version"));
  const asked = useQuery({
    queryKey: ["document", id, version],
    queryFn: ({ signal }) => readDocument(id, version, signal),
    retry: retryUnlessRefused,
  });
  const versions = useQuery({
    queryKey: ["versions", id],
    queryFn: ({ signal }) => readVersions(id, signal),
    retry: retryUnlessRefused,
  });
  const documents = useDocuments();
  useTitle(asked.data?.short_title ?? "");

  if (!asked.data) return <Waiting asked={asked} failed={t("reader.failed")} missing={<Missing id={id} version={version} />} />;
  return (
    <Reader
      key={`${id}@${asked.data.version}`}
      held={asked.data}
      cited={spanOf(query)}
      versions={versions.data ?? NO_VERSIONS}
      documents={documents.data ?? NO_DOCUMENTS}
      isDrawn={!versions.isLoading && !documents.isLoading}
    />
  );
}

interface Props {
  held: DocumentWithText;
  cited: Span | null;
  versions: Version[];
  documents: DocumentSummary[];
  /** Whether nothing more will come that moves the text. */
  isDrawn: boolean;
}

function Reader({ held, cited, versions, documents, isDrawn }: Props) {
  const { t } = useTranslation();
  const wide = useReaderWide();
  const aimed = useAimed();
  const letters = useMemo(() => Array.from(held.text), [held]);
  const blocks = useMemo(() => blocksOf(held), [held]);
  const headings = useMemo(() => headingsOf(blocks), [blocks]);
  const find = useFind(letters, held.lines, useVariants());
  const current = find.found[find.at] ?? null;
  const [start, end] = current ?? [];
  const { offered, isOn, beside, failed, isLoading, toggle } = useBeside(held, documents, versions);
  const place = usePlace(held, cited, aimed, isDrawn && !isLoading);
  const outlineAside = wide && !isOn;

  useEffect(() => {
    if (end) document.querySelector("[data-current]")?.scrollIntoView({ block: "center" });
  }, [start, end]); // Found again at the same place, it need not be shown again.

  return (
    <main className="reader" id="content" data-beside={isOn || undefined}>
      <p className="unseen" role="status">
        {place}
      </p>
      <DocumentHead document={held} documents={documents} versions={versions} />
      <div className="reader-tools">
        <FindBar find={find} />
        {!outlineAside && <FoldedOutline headings={headings} />}
        {offered && (
          <button type="button" className="tool" title={t(`beside.${offered}`)} aria-pressed={isOn} onClick={toggle}>
            <Columns2 aria-hidden="true" />
            <span className="tool-label">{t(`beside.${offered}`)}</span>
          </button>
        )}
        <button type="button" className="icon-button small print-button" aria-label={t("reader.print")} title={t("reader.print")} onClick={() => window.print()}>
          <Printer aria-hidden="true" />
        </button>
      </div>
      {isOn && (
        <p className={failed ? "failure" : "beside-title"} role="status">
          {failed ? t("beside.failed") : beside && (beside.beside ? <BesideTitle beside={beside.beside} /> : t("beside.none"))}
        </p>
      )}
      <div className="reader-body">
        {outlineAside && (
          <nav className="outline" aria-label={t("outline.title")}>
            <h2>{t("outline.title")}</h2>
            <Outline headings={headings} />
          </nav>
        )}
        <DocumentText
          document={held}
          letters={letters}
          blocks={blocks}
          marks={{ cited, found: find.found, current }}
          aimed={aimed}
          beside={isOn && beside ? beside : null}
        />
      </div>
    </main>
  );
}

function BesideTitle({ beside: { document_id, title } }: { beside: { document_id: string; title: string } }) {
  const { t } = useTranslation();
  return <Link to={`/documents/${encodeURIComponent(document_id)}`}>{t("beside.from", { title })}</Link>;
}

/** What an address names that is not there: the document, or one of its versions. */
function Missing({ id, version }: { id: string; version: number | null }) {
  const { t } = useTranslation();
  return (
    <main className="plain" id="content">
      {version === null ? (
        <>
          <h1>{t("reader.missing")}</h1>
          <p>{t("reader.missingBody")}</p>
        </>
      ) : (
        <>
          <h1>{t("reader.noVersion", { version })}</h1>
          <p>
            <Link to={documentAddress(id)}>{t("reader.toDocument")}</Link>
          </p>
        </>
      )}
      <p>
        <Link to="/documents">{t("reader.back")}</Link>
      </p>
    </main>
  );
}

function wholeOf(stated: string | null): number | null {
  return stated && /^[1-9]\d{0,8}$/.test(stated) ? Number(stated) : null;
}

function spanOf(query: URLSearchParams): Span | null {
  const [start, end] = [query.get("start"), query.get("end")].map((edge) => (edge && /^\d{1,9}$/.test(edge) ? Number(edge) : NaN));
  return start !== undefined && end !== undefined && start < end ? [start, end] : null;
}
