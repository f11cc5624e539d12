"""One recorded answer as a plain page: what a link in a chat opens, and what a person prints and files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from fastapi import APIRouter
from starlette.responses import HTMLResponse, Response

from assistant.answering.citations import reader_url
from assistant.channels.labels import KIND_LABELS, VALIDITY_LABELS, WINDOW_LABELS, present_label
from assistant.channels.web.context import WebDep
from assistant.channels.web.judged_page import verdicts_of
from assistant.channels.web.plain_pages import missing, pages
from assistant.channels.web.reader import clause_address
from assistant.corpus.present import Present
from assistant.domain import Citation, Mode, Sentence
from assistant.errors import NotFound

TOLD_IN_A_CARD = 120
LONGEST_LINKED = 300
"""Characters of a question that a link may carry; in an address each takes nine bytes."""

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class ShownSentence:
    """A sentence in runs, those that were asked for marked, with the number and address of each of its places."""

    runs: tuple[tuple[str, bool], ...]
    places: tuple[tuple[int, str, str], ...]


@dataclass(frozen=True, slots=True)
class ShownPlace:
    """A cited place, and what became of it since."""

    n: int
    locator: str
    quote: str
    address: str
    note: str
    present_address: str


@dataclass(frozen=True, slots=True)
class ShownSource:
    """A document with its cited places; what is said of its validity held on the day of the answer."""

    first: Citation
    kind: str
    validity: str
    window: str
    places: tuple[ShownPlace, ...]


@router.get("/a/{answer_id}")
def read_answer(answer_id: str, web: WebDep) -> Response:
    """The answer as it was given; only what became of the cited clauses is of today."""
    try:
        answer = web.assistant.recorded_answer(answer_id)
        asked_at = web.assistant.asked_at(answer_id)
    except NotFound as error:
        return missing("没有这个回答", f"{error.message}回答也可能已随对话一起删除，可以重新提问。")
    told = "".join(sentence.text for sentence in answer.sentences)
    page = pages.get_template("answer.html").render(
        answer=answer,
        asked_at=f"{asked_at:%Y-%m-%d %H:%M}",
        worded=answer.mode is Mode.MODEL,
        title=_short(answer.question, LONGEST_LINKED),
        summary=_short(told, TOLD_IN_A_CARD),
        sentences=[_sentence(sentence, answer.citations) for sentence in answer.sentences],
        verdicts=verdicts_of(answer.judged),
        sources=list(_sources(answer.citations, web.assistant.presents(answer.citations))),
        again=f"/?q={quote(answer.question, safe='')}" if len(answer.question) <= LONGEST_LINKED else "/",
        contact=web.contact,
    )
    return HTMLResponse(page, headers={"Cache-Control": "private, no-cache"})


def _sentence(sentence: Sentence, citations: Sequence[Citation]) -> ShownSentence:
    cited = {citation.n: citation for citation in citations}
    places = tuple((n, _address(cited[n]), cited[n].locator) for n in sentence.citations if n in cited)
    return ShownSentence(tuple(_runs(sentence)), places)


def _runs(sentence: Sentence) -> Iterator[tuple[str, bool]]:
    at = 0
    for start, end in sorted(sentence.marks):
        yield sentence.text[at:start], False
        yield sentence.text[max(at, start) : end], True
        at = max(at, end)
    yield sentence.text[at:], False


def _sources(citations: Sequence[Citation], presents: Sequence[Present]) -> Iterator[ShownSource]:
    held: dict[tuple[str, int], list[tuple[Citation, Present]]] = {}
    for citation, present in zip(citations, presents, strict=True):
        held.setdefault((citation.document_id, citation.version), []).append((citation, present))
    for cited in held.values():
        first = cited[0][0]
        state = first.window_state
        yield ShownSource(
            first=first,
            kind=KIND_LABELS[first.kind],
            validity=VALIDITY_LABELS[first.validity],
            window=f"{first.window.name}：{WINDOW_LABELS[state]}" if first.window and state else "",
            places=tuple(_place(citation, present) for citation, present in cited),
        )


def _place(citation: Citation, present: Present) -> ShownPlace:
    note = present_label(present)
    return ShownPlace(
        n=citation.n,
        locator=citation.locator,
        quote=citation.quote,
        address=_address(citation),
        note=note,
        present_address=clause_address(present.clause.id, present.version) if note and present.clause else "",
    )


def _address(citation: Citation) -> str:
    return reader_url("", citation.clause_id, citation.version, citation.start, citation.end)


def _short(text: str, most: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"
