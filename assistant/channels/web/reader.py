"""The clause reader: a whole document with one clause marked, as a plain page that needs no script."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Query
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import FileResponse, HTMLResponse, Response

from assistant.channels.labels import KIND_LABELS, VALIDITY_LABELS, present_label
from assistant.channels.web.context import WebDep
from assistant.channels.web.documents import OptionalVersion
from assistant.corpus.present import State
from assistant.corpus.standing import validity_of
from assistant.domain import Clause, Document, DocumentVersion, Level
from assistant.errors import NotFound

TEMPLATES = Path(__file__).parent / "templates"
pages = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True)

Span = tuple[int, int]
Offset = Annotated[int | None, Query(ge=0, description="引文在文件原文中的位置，按字计。")]

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of one line whose letters are all shown alike."""

    text: str
    in_outline: bool
    in_clause: bool
    in_quote: bool
    begins_clause: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a document; a heading when all of it is."""

    runs: tuple[Run, ...]

    @property
    def is_heading(self) -> bool:
        """Whether the line is nothing but a heading."""
        return all(run.in_outline for run in self.runs)


@router.get("/source/{document_id}/{clause_number}")
def read_clause(
    document_id: str,
    clause_number: str,
    web: WebDep,
    version: OptionalVersion = None,
    start: Offset = None,
    end: Offset = None,
) -> Response:
    """The document around a clause; the quote is marked, or the whole clause without a usable span."""
    try:
        held, clause = web.assistant.clause(f"{document_id}:{clause_number}", version)
    except NotFound as error:
        return missing("没有这个条款", error.message)
    quote = (start, end) if start is not None and end is not None else (clause.start, clause.end)
    if not clause.start <= quote[0] < quote[1] <= clause.end:
        quote = (clause.start, clause.end)
    document = held.document
    validity = validity_of(document, web.today())
    present = web.assistant.present(held, clause)
    newer = present.version if present.state is State.NEWER_VERSION else None
    page = pages.get_template("clause.html").render(
        document=document,
        version=held.version,
        clause=clause,
        lines=list(lines_of(held, clause, quote)),
        kind=KIND_LABELS[document.kind],
        validity=VALIDITY_LABELS[validity],
        validity_code=validity.value,
        official_url=_web_address(document),
        note=present_label(present),
        present_address=clause_address(present.clause.id, newer) if newer and present.clause else "",
        diff_address=f"/documents/{document.id}/diff?from={held.version}&to={newer}" if newer else "",
        versions=[
            (number, clause_address(other.id, number) if other else "")
            for number, other in web.assistant.counterparts(held, clause)
        ],
    )
    return HTMLResponse(page)


@router.get("/reader.css")
async def style() -> Response:
    """The look of the plain pages."""
    return FileResponse(TEMPLATES / "reader.css", headers={"Cache-Control": "max-age=3600"})


def missing(title: str, message: str) -> Response:
    """A page for people that says what is not there and what to do."""
    return HTMLResponse(pages.get_template("missing.html").render(title=title, message=message), 404)


def clause_address(clause_id: str, version: int) -> str:
    """Where a clause of a version is read."""
    document_id, _, number = clause_id.partition(":")
    return f"/source/{document_id}/{number}?version={version}"


def lines_of(version: DocumentVersion, clause: Clause, quote: Span) -> Iterator[Line]:
    """The document's lines, cut where headings, the clause and the quote begin and end."""
    outlines = [(other.start, other.end) for other in version.clauses if other.level is Level.OUTLINE]
    cuts = sorted({edge for span in (*outlines, (clause.start, clause.end), quote) for edge in span})
    at = 0
    for text in version.document.text.split("\n"):
        end = at + len(text)
        edges = [at, *(cut for cut in cuts if at < cut < end), end]
        runs = tuple(
            Run(
                text=version.document.text[left:right],
                in_outline=_within(left, right, *outlines),
                in_clause=_within(left, right, (clause.start, clause.end)),
                in_quote=_within(left, right, quote),
                begins_clause=left <= clause.start < right,
            )
            for left, right in pairwise(edges)
        )
        if text.strip():
            yield Line(runs)
        at = end + 1


def _within(left: int, right: int, *spans: Span) -> bool:
    return any(start <= left and right <= end for start, end in spans)


def _web_address(document: Document) -> str:
    return document.url if document.url.startswith(("https://", "http://")) else ""
