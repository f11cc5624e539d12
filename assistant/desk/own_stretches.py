"""Takes out of a reply what the program vouches for itself, so that the rest is held against the citations."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.desk.claims import grants_or_binds
from assistant.desk.draft_words import STANDINGS, DraftWords
from assistant.desk.own_words import OwnWords
from assistant.domain import Citation, PolicyDate, Precision
from assistant.language.quantities import agree, find_quantities

_LISTED = re.compile(
    r"^[ \t]*(?:\d{1,2}[.．、)）](?!\d)|[（(]\d{1,2}[)）]"
    r"|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）])",
    re.MULTILINE,
)
_TICKET = re.compile(r"(?:工单|受理|留言|咨询)(?:编号|号)[:：]?\s*\d+")
_PHONE = re.compile(r"\d[\d-]{4,}\d")
_SENTENCE = re.compile(r"[^。！？；\n]+")
_TOLD = re.compile(
    r"(?:您|贵(?:公司|厂|单位|企业|司))[^，。；！？\n]{0,12}?(?:说|讲|提到|提出|所述|介绍|表示)(?P<what>[^，。；！？\n]*)"
)
_DIRECTLY = 12
"""So many characters after the word that reports it a figure still is what was told."""
_TITLE = re.compile(r"《([^》]*)》")
_BEHIND_TITLE = re.compile(r"(?<=》)（[^（）]{1,80}）")
_LEAST_TITLE = 6
"""A shorter title may be an ordinary word and counts as a name inside 《》 only."""


@dataclass(frozen=True, slots=True)
class Names:
    """Titles of documents and labels of conditions: names, whatever figures stand in them."""

    titles: frozenset[str]
    conditions: frozenset[str]


class OwnStretches:
    """Knows the program's wordings and the contact of the settings."""

    def __init__(self, own: OwnWords, words: DraftWords, contact: str) -> None:
        self._own, self._contact, self._fill_in = own, contact, words("fill_in")
        self._phones = frozenset(_PHONE.findall(contact))
        met = "|".join(words(f"standing.{name}") for name in STANDINGS)
        self._judged = re.compile(rf"^· ([^：\n]{{1,60}})：(?:{met})(?=[（\[]|$)", re.MULTILINE)

    def masked(self, text: str, as_of: date, question: str, cited: Sequence[Citation], known: Names) -> str:
        """The text with line breaks in place of what is our own; every other character keeps its position."""
        text = _LISTED.sub(lambda found: "\n" * len(found.group()), text)
        for begin, end in (
            *self._own.spans(text, _days(as_of)),
            *self._lines(text, known.conditions),
            *self._known(text, cited),
            *_repeated(text, question),
            *(found.span() for found in _TITLE.finditer(text) if found.group(1) in known.titles),
        ):
            text = _out(text, begin, end)
        return text

    def to_fill_in(self, text: str) -> Iterator[tuple[int, int]]:
        """Where it still says that staff are to write something."""
        return (found.span() for found in re.finditer(re.escape(self._fill_in), text))

    def _lines(self, text: str, conditions: Collection[str]) -> Iterator[tuple[int, int]]:
        """Which condition a line is about and whether it is met, which are ours; no figure of staff's is."""
        for found in self._judged.finditer(text):
            if found.group(1) in conditions or not find_quantities(found.group(1)):
                yield found.span()

    def _known(self, text: str, cited: Sequence[Citation]) -> Iterator[tuple[int, int]]:
        own = {self._contact, self._fill_in} - {""}
        own |= {name for citation in cited for name in _named(citation)}
        for name in sorted(own, key=len, reverse=True):
            yield from (found.span() for found in re.finditer(re.escape(name), text))
        days = {day for citation in cited if citation.issued_on for day in issued(citation.issued_on)}
        for brackets in _BEHIND_TITLE.finditer(text):
            for day in days:
                begin = text.find(day, brackets.start(), brackets.end())
                if begin >= 0:
                    yield begin, begin + len(day)
        for name in {citation.window.name for citation in cited if citation.window}:
            yield from (found.span() for found in re.finditer(rf"(?<=》){re.escape(name)}(?=的申报)", text))
        yield from (found.span() for found in _TICKET.finditer(text))
        yield from (found.span() for found in _PHONE.finditer(text) if found.group() in self._phones)


def _named(citation: Citation) -> Iterator[str]:
    """What the document is called, its number and who issued it: facts of the catalogue."""
    for title in {citation.title, citation.short_title} - {""}:
        yield f"《{title}》"
        if len(title) >= _LEAST_TITLE:
            yield title
    if citation.doc_number:
        yield citation.doc_number
    yield citation.issuer


def day_text(day: date) -> str:
    """A day as people write it."""
    return f"{day.year}年{day.month}月{day.day}日"


def issued(stated: PolicyDate) -> tuple[str, ...]:
    """A date of the catalogue as people write it, as precise as it is known."""
    day = stated.day
    if stated.precision is Precision.DAY:
        return _days(day)
    return (f"{day.year}年{day.month}月",) if stated.precision is Precision.MONTH else (f"{day.year}年",)


def _days(day: date) -> tuple[str, ...]:
    return day_text(day), day.isoformat()


def _repeated(text: str, question: str) -> Iterator[tuple[int, int]]:
    """Figures of the asker's question where a sentence only reports that they told them: 您提到投资500万元。

    One that says a word of granting too may grant the figure, whatever the asker had in mind.
    """
    told = find_quantities(question) if question else ()
    for sentence in _SENTENCE.finditer(text) if told else ():
        if grants_or_binds(sentence.group()):
            continue
        for clause in _TOLD.finditer(text, *sentence.span()):
            begin = clause.start("what")
            for quantity in find_quantities(clause.group("what")):
                if quantity.start <= _DIRECTLY and any(agree(quantity, each) for each in told):
                    yield begin + quantity.start, begin + quantity.end


def _out(text: str, begin: int, end: int) -> str:
    return text[:begin] + "\n" * (end - begin) + text[end:]
