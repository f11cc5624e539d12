"""The check of a reply while staff edit it: what it says of policy must stand in the clauses that it cites."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import lru_cache, partial

from assistant.answering.lexicon import Places
from assistant.answering.proof import Failure, Flaw, unproven
from assistant.desk.claims import states_policy
from assistant.desk.objections import SAID, Objection
from assistant.desk.own_stretches import Names, OwnStretches
from assistant.desk.standings import Standings, names
from assistant.domain import CITED, Citation, Paragraph
from assistant.service import Assistant
from assistant.worded.pairing import misplaced_figures

MOST_PROOFS = 4096
Located = tuple[Failure, tuple[int, int]]
_NUMBER = re.compile(r"\d+")
_MARKS = re.compile(rf"(?:{CITED.pattern})+")


class ReplyFlaw(StrEnum):
    """What only a reply of staff can have wrong, beside the flaws of any sentence."""

    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Reply:
    """What is checked: `as_of` is the day that it names, `question` what its asker wrote."""

    paragraphs: Sequence[Paragraph]
    citations: Sequence[Citation]
    as_of: date
    question: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a clause, by offsets into the text of a version of its document."""

    n: int
    clause_id: str
    version: int
    start: int
    end: int


class Checking:
    """Holds replies against the corpus. Safe to share by threads."""

    def __init__(self, assistant: Assistant, places: Places, own: OwnStretches) -> None:
        self._assistant, self._standings, self._own = assistant, Standings(assistant), own
        # Of a reply that is being edited one paragraph changes at a time.
        self._failures = lru_cache(MOST_PROOFS)(partial(_failures, places))

    def objections(self, reply: Reply, day: date) -> tuple[Objection, ...]:
        """Why a reply may not be sent on a day, in reading order; none where all of it is proven."""
        held = {citation.n: citation for citation in reply.citations}
        used = {n for paragraph in reply.paragraphs for n in paragraph.citations if n in held}
        lost = {n: said for n in used if (said := self._standings.lost(held[n]))}
        over = {n: said for n in used - lost.keys() if (said := self._standings.over(held[n], day))}
        found: list[Objection] = []
        told: set[str] = set()
        known = self._known()
        for at, paragraph in enumerate(reply.paragraphs):
            told |= {held[n].document_id for n in over if self._standings.is_told(paragraph.text, held[n])}
            whole = len(paragraph.text)
            for n in paragraph.citations:
                if n not in held:
                    found.append(Objection(at, 0, whole, Flaw.CITATION, str(n), f"没有编号为 {n} 的出处，请重新选择。"))
                elif n in lost:
                    found.append(Objection(at, 0, whole, Flaw.QUOTE, held[n].locator, lost[n]))
                elif n in over and held[n].document_id not in told:
                    found.append(Objection(at, 0, whole, ReplyFlaw.EXPIRED, names(held[n])[0], over[n]))
            cited = {n: held[n] for n in paragraph.citations if n in held}
            masked = self._own.masked(paragraph.text, reply.as_of, reply.question, tuple(cited.values()), known)
            found += self._unproven(at, paragraph.text, masked, cited)
        return tuple(dict.fromkeys(found))

    def _known(self) -> Names:
        documents = [version.document for version in self._assistant.documents()]
        programmes = self._assistant.talk.assessor.judge.rulebook.programmes.values()
        return Names(
            frozenset(title for document in documents for title in (document.title, document.short_title)),
            frozenset(
                condition.label
                for programme in programmes
                for version in programme.versions
                for condition in version.every_condition()
            ),
        )

    def citations(self, places: Sequence[Place], as_of: date) -> tuple[Citation, ...]:
        """The places that are there, as citations."""
        found = (
            (each.n, self._standings.citation(each.clause_id, each.version, each.start, each.end, as_of))
            for each in places
        )
        return tuple(replace(citation, n=n) for n, citation in found if citation)

    def _unproven(self, at: int, text: str, masked: str, cited: Mapping[int, Citation]) -> Iterator[Objection]:
        """What of a paragraph stands in none of its quotes; `masked` is what of it is not our own."""
        for begin, end in self._own.to_fill_in(text):
            yield Objection(at, begin, end, Flaw.CITATION, text[begin:end], "这里还要由人补充，补好后删去这句提示。")
        if not cited:
            if stated := states_policy(masked):
                begin, end = stated
                what = text[begin:end]
                yield Objection(
                    at, begin, end, Flaw.CITATION, what, f"“{_short(what)}”是政策内容，请选一条条款作出处，或删去。"
                )
            return
        for start, end, numbers in _parts(text):
            behind = [cited[n].quote for n in numbers or cited if n in cited]
            claim = masked[start:end]
            if not claim.strip():
                continue
            for failure, (first, last) in self._failures(text[start:end], claim, tuple(behind)):
                yield Objection(
                    at,
                    start + first,
                    start + last,
                    failure.flaw,
                    text[start + first : start + last],
                    SAID[failure.flaw].format(what=_short(failure.what)),
                )


def _parts(text: str) -> Iterator[tuple[int, int, tuple[int, ...]]]:
    """Stretches with the numbers that stand behind them; what no number follows rests on all of the paragraph."""
    begin = 0
    for marks in _MARKS.finditer(text):
        yield begin, marks.start(), tuple(map(int, _NUMBER.findall(marks.group())))
        begin = marks.end()
    if text[begin:].strip("。；，、 \n"):
        yield begin, len(text), ()


def _failures(places: Places, text: str, claim: str, quotes: tuple[str, ...]) -> tuple[Located, ...]:
    """What of a stretch its quotes do not hold, with where; the claim is the stretch without what is our own."""
    quoted = [*_verbatim(text, quotes)]
    failures = _outside(unproven(claim, quotes, places), quoted)
    failures += _outside(_misplaced(claim, quotes), quoted) if not failures else []
    return tuple(_outermost(failures, len(text)))


def _verbatim(text: str, quotes: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where whole quotes stand in a text; what is verbatim is proven, however often it is said."""
    for quote in filter(None, (each.strip("。；，") for each in quotes)):
        yield from (found.span() for found in re.finditer(re.escape(quote), text))


def _outside(failures: Iterable[Failure], quoted: Sequence[tuple[int, int]]) -> list[Failure]:
    return [
        each
        for each in failures
        if each.span is None or not any(start <= each.span[0] and each.span[1] <= end for start, end in quoted)
    ]


def _outermost(failures: Sequence[Failure], length: int) -> Iterator[Located]:
    """Each with its span, but for those that lie within that of one before: 最高 of a figure that is wrong anyway."""
    spans: list[tuple[int, int]] = []
    for failure in failures:
        begin, end = failure.span or (0, length)
        if not any(first <= begin and end <= last for first, last in spans):
            spans.append((begin, end))
            yield failure, (begin, end)


def _misplaced(claim: str, quotes: Sequence[str]) -> Iterator[Failure]:
    """Figures that the quotes state of something else."""
    for figure in misplaced_figures(claim, quotes):
        begin = claim.find(figure)
        yield Failure(Flaw.FIGURE, figure, (begin, begin + len(figure)) if begin >= 0 else None)


def _short(text: str, most: int = 20) -> str:
    return text if len(text) <= most else f"{text[:most]}……"
