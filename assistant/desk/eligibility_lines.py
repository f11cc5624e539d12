"""Tells in a reply how an enterprise stands against the conditions: condition, whether it is met, the words for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from assistant.desk.draft_words import DraftWords
from assistant.domain import Answer, Citation, Finding, FindingSort, Paragraph, Validity, Verdict

MOST_JUDGED = 1
"""A reply is about one programme; the page shows how others stand."""
_ROW = "|"
_OF_FACTS = (FindingSort.CONDITION, FindingSort.EXCLUSION)
_OVER = (Validity.EXPIRED, Validity.REPEALED, Validity.SUPERSEDED)


def eligibility_lines(answer: Answer, words: DraftWords, citations: list[Citation]) -> Iterator[Paragraph]:
    """A paragraph of lines for the programme in question; what it cites is added to the citations of the answer."""
    verdicts = answer.judged.verdicts[:MOST_JUDGED] if answer.judged else ()
    for verdict in filter(_is_judged, verdicts):
        valid = [each for each in verdict.citations if each.validity not in _OVER]
        quotes = {each.n: each.quote for each in valid}
        lines = [words("standing.lead", programme=verdict.programme)]
        cited: list[int] = []
        for finding in _told(verdict):
            behind = [each for each in valid if each.n in finding.citations]
            if behind:
                own = [_number(each, citations) for each in behind]
                lines.append(_line(finding, [quotes[each.n] for each in behind], words) + _marks(own))
                cited += own
        if cited:
            yield Paragraph("\n".join(lines), tuple(dict.fromkeys(cited)))


def _is_judged(verdict: Verdict) -> bool:
    """Whether anything that the enterprise told was held against it."""
    return any(each.facts and each.met is not None and each.sort in _OF_FACTS for each in verdict.findings)


def _told(verdict: Verdict) -> Iterator[Finding]:
    """What decides: what is met and what is not, then what is to be checked."""
    judged = [each for each in verdict.findings if each.sort is not FindingSort.UNSEEN and each.citations]
    yield from (each for each in judged if each.met is not None)
    yield from (each for each in judged if each.met is None)


def _line(finding: Finding, quotes: list[str], words: DraftWords) -> str:
    if finding.sort is FindingSort.EXCLUSION and finding.met is not None:
        met = "not_shut_out" if finding.met else "shut_out"
    else:
        met = {True: "met", False: "not_met", None: "not_known"}[finding.met]
    quote = next((each.rstrip("。；") for each in quotes if not each.startswith(_ROW)), "")
    told = words(f"standing.{met}")
    if not quote:
        return words("standing.line", label=finding.label, met=told)
    return words("standing.line_quoted", label=finding.label, met=told, quote=quote)


def _number(citation: Citation, citations: list[Citation]) -> int:
    """The number of a citation among those of the reply, where it is added if it is not there."""
    place = (citation.clause_id, citation.start, citation.end)
    for each in citations:
        if (each.clause_id, each.start, each.end) == place:
            return each.n
    n = max((each.n for each in citations), default=0) + 1
    citations.append(replace(citation, n=n))
    return n


def _marks(numbers: list[int]) -> str:
    return "".join(f"[{n}]" for n in dict.fromkeys(numbers))
