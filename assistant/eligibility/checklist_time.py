"""When one can apply, as far as the citations of a verdict state it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from assistant.corpus.rounds import dates_in
from assistant.domain import Citation, FindingSort, PolicyDate, Precision, Verdict, WindowState
from assistant.eligibility.checklist_parts import Dated, Line, LineSort, Round
from assistant.eligibility.checklist_words import ChecklistWords


def round_of(verdict: Verdict) -> Round | None:
    """The verdict's window with the citations that state its days; a day without one is left out."""
    window = verdict.window
    if window is None:
        return None
    own = [each for each in verdict.citations if each.document_id == verdict.document_id]
    named = [each for each in own if window.name in each.quote]
    searched = (named, own, verdict.citations)
    is_open = window.differs_by_city and verdict.window_state is not WindowState.CLOSED
    of_round = (each for each in verdict.findings if each.sort is FindingSort.ROUND and is_open)
    apart = tuple(n for each in of_round for n in each.citations)
    return Round(window.name, _dated(window.opens_on, searched), _dated(window.closes_on, searched), apart)


def round_lines(found: Round | None, verdict: Verdict, words: ChecklistWords) -> Iterator[Line]:
    """The round with its state on the day, its days, and how far away they are."""
    if found is None or not (found.opens or found.closes or found.apart):
        return
    state = verdict.window_state or WindowState.UNKNOWN
    proof = [n for each in (found.opens, found.closes) if each for n in each.citations] + [*found.apart]
    told = "apart" if found.apart and state is WindowState.UNKNOWN else state
    yield Line(LineSort.WORDS, words(f"round.{told}", round=found.name), tuple(dict.fromkeys(proof)))
    for name, each in (("opens", found.opens), ("closes", found.closes)):
        if each:
            yield Line(LineSort.WORDS, _worded(name, each.stated, verdict.as_of, words), each.citations)
    if found.apart:
        yield Line(LineSort.WORDS, words("round.closes_apart"), found.apart)


def _worded(name: str, stated: PolicyDate, as_of: date, words: ChecklistWords) -> str:
    if stated.precision is not Precision.DAY:
        return words(f"round.{name}_about", day=stated)
    days = (stated.day - as_of).days
    return words(f"round.{name}_in", day=stated, days=days) if days >= 0 else words(f"round.{name}", day=stated)


def _dated(stated: PolicyDate | None, searched: Sequence[Sequence[Citation]]) -> Dated | None:
    """The nearest citations that state the day: those that name the round, of the rule, or of any document."""
    if stated is None:
        return None
    for citations in searched:
        numbers = tuple(each.n for each in citations if str(stated) in dates_in(each.quote))
        if numbers:
            return Dated(stated, numbers)
    return None
