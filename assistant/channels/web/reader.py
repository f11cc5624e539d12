"""The clause reader: a whole document with one clause marked, as a plain page that needs no script."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import FileResponse, HTMLResponse, Response

from assistant.channels.labels import CONFIDENCE_LABELS, KIND_LABELS, VALIDITY_LABELS, WINDOW_LABELS, present_label
from assistant.channels.web.context import WebDep
from assistant.channels.web.documents import OptionalVersion
from assistant.channels.web.plain_pages import TEMPLATES, missing, pages
from assistant.channels.web.reading import lines_of
from assistant.corpus.catalogue import replacement_of
from assistant.corpus.present import State
from assistant.corpus.standing import standing_of
from assistant.domain import Validity
from assistant.errors import NotFound

Offset = Annotated[int | None, Query(ge=0, description="引文在文件原文中的位置，按字计。")]

router = APIRouter(include_in_schema=False)


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
    current = {each.document.id: each.document for each in web.assistant.documents()}
    standing = standing_of(current.get(document.interprets or "", document), web.today())
    official = replacement_of(document, current.values())
    later = official or current.get(document.superseded_by or "" if standing.validity is Validity.SUPERSEDED else "")
    present = web.assistant.present(held, clause)
    newer = present.version if present.state is State.NEWER_VERSION else None
    page = pages.get_template("clause.html").render(
        document=document,
        version=held.version,
        clause=clause,
        lines=list(lines_of(held, clause, quote)),
        kind=KIND_LABELS[document.kind],
        validity=VALIDITY_LABELS[standing.validity],
        validity_code=standing.validity.value,
        window=standing.window,
        window_state=WINDOW_LABELS[standing.window_state] if standing.window_state else "",
        later=later,
        later_reason="已有官方原文" if official else "已被新文件取代",
        later_address=clause_address(f"{later.id}:title", None) if later else "",
        sources=[
            (source.name, _web_address(source.url), CONFIDENCE_LABELS[source.confidence])
            for source in document.sources_of(clause.start, clause.end)
        ],
        official_url=_web_address(document.url),
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


def clause_address(clause_id: str, version: int | None) -> str:
    """Where a clause of a version is read, of the current one for None."""
    document_id, _, number = clause_id.partition(":")
    return f"/source/{document_id}/{number}" + (f"?version={version}" if version else "")


def _web_address(url: str) -> str:
    """The address where a page may link there, else empty: a script is no address."""
    return url if url.startswith(("https://", "http://")) else ""
