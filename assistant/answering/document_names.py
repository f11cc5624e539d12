"""Which documents a question names: by title, by what people call them, by 文号 even where that is half wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from assistant.answering.lexicon import Lexicon
from assistant.corpus.catalogue import Catalogue
from assistant.language.normalise import nfkc
from assistant.language.quantities import find_document_numbers

_TYPED = re.compile(
    r"(?P<issuer>[一-鿿]{0,10}?)[\s〔\[(【﹝（]*(?P<year>(?:19|20)\d{2})\s*年?\s*[〕\])】﹞）]*\s*第?\s*(?P<serial>\d{1,4})\s*号"
)
_SHORT = (
    r"(?:(?P<issuer>{issuers})|(?P<year>(?:20)?\d{{2}})年(?:度)?的?(?:那个)?)?"
    r"(?<![月\d])(?<!上个月)(?<!这个月)第?(?P<serial>\d{{1,4}})号(?P<called>文(?:件)?)?"
)
_ISSUER = re.compile(
    r"(?:粤|国|财|工信|发改|商|科|人社|税|穗|深|佛|东|中府|汕|惠|江|珠|肇|潮|揭|梅|韶|河|阳|茂|湛|云|清)[一-鿿]{1,7}$"
)
_WRITTEN = re.compile(r"(?P<issuer>.+)〔(?P<year>\d{4})〕(?P<serial>\d+)号")
_PAIR = re.compile(r"(?=([一-鿿]{2}))")
LIKE = 0.55
"""Share of letters that a wrongly typed issuer must have in common with the right one."""


@dataclass(frozen=True, slots=True)
class Named:
    """A document number as a question types it, and what the corpus knows under it.

    `number` is as the corpus writes it, and `typed` the same with the issuer as the question has it; the `documents`
    bear it where it is their `own`, else they only mention it.
    """

    typed: str
    number: str
    documents: tuple[str, ...]
    own: bool

    @property
    def is_mistyped(self) -> bool:
        """Whether a person should be told how the number really reads."""
        return not self.number.endswith(self.typed)


class DocumentNumbers:
    """All document numbers of a catalogue: those that documents bear, and those that their clauses mention."""

    def __init__(self, catalogue: Catalogue) -> None:
        bearing: dict[str, dict[str, None]] = {}
        mentioned: dict[str, dict[str, None]] = {}
        for document in catalogue.documents():
            for borne in find_document_numbers(" ".join((document.doc_number or "", *document.aliases))):
                bearing.setdefault(borne.value, {})[document.id] = None
        issuers = sorted({number.split("〔")[0] for number in bearing}, key=len, reverse=True)
        for clause in catalogue.clauses.values():
            for said in find_document_numbers(clause.text):
                mentioned.setdefault(_without_lead(said.value, issuers), {})[clause.document_id] = None
        self._issuers = issuers
        self._bearing = {number: tuple(ids) for number, ids in bearing.items()}
        self._mentioned = {number: tuple(ids) for number, ids in mentioned.items() if number not in bearing}
        self._by_serial: dict[tuple[str, str], list[str]] = {}
        for number in (*self._bearing, *self._mentioned):
            if parts := _WRITTEN.fullmatch(number):
                self._by_serial.setdefault((parts["year"], parts["serial"]), []).append(number)
        self._short = re.compile(_SHORT.format(issuers="|".join(map(re.escape, issuers)) or "(?!)"))
        self._titles = {each.id: _pairs(each.title, each.short_title, *each.aliases) for each in catalogue.documents()}

    def find(self, text: str) -> tuple[tuple[Named, ...], str]:
        """The numbers that a text names and the corpus knows, and the text without them."""
        found: list[Named] = []
        rest = folded = nfkc(text)
        for typed in _TYPED.finditer(folded):
            named = self._named(typed)
            if named is not None:
                found.append(named)
                after = typed.group()[len(typed["issuer"]) :]
                rest = rest.replace(named.typed.split("〔")[0] + after, " ")
        for typed in self._short.finditer(rest):
            number = self._shortened(typed, rest)
            if number:
                own = number in self._bearing
                found.append(Named(f"{typed['serial']}号", number, self._documents_of(number), own))
                rest = rest.replace(typed.group(), " ", 1)
        return tuple(found), rest

    def unknown(self, text: str) -> str:
        """The first number that a text types and the corpus does not know; empty where there is none."""
        for typed in _TYPED.finditer(nfkc(text)):
            known = next((issuer for issuer in self._issuers if typed["issuer"].endswith(issuer)), "")
            alike = _ISSUER.search(typed["issuer"])
            issuer = known or (alike.group() if alike else "")
            if issuer and self._named(typed) is None:
                return f"{issuer}〔{typed['year']}〕{int(typed['serial'])}号"
        return ""

    def _shortened(self, typed: re.Match[str], question: str) -> str:
        """The one number that 21年5号文 or 财金54号 can be; of several the one whose title the question speaks of."""
        if not (typed["issuer"] or typed["called"]):
            return ""
        parts = {number: _WRITTEN.fullmatch(number) for number in (*self._bearing, *self._mentioned)}
        able = [
            number
            for number, written in parts.items()
            if written
            and written["serial"] == str(int(typed["serial"]))
            and written["issuer"].endswith(typed["issuer"] or "")
            and written["year"].endswith(typed["year"] or "")
        ]
        spoken = _pairs(question.replace(typed.group(), " "))
        alike = {
            number: max(len(self._titles[document_id] & spoken) for document_id in self._documents_of(number))
            for number in able
        }
        best = max(able, key=lambda number: alike[number], default="")
        return best if sum(alike[number] == alike[best] for number in able) == 1 else ""

    def _documents_of(self, number: str) -> tuple[str, ...]:
        return self._bearing.get(number) or self._mentioned[number]

    def _named(self, typed: re.Match[str]) -> Named | None:
        candidates = self._by_serial.get((typed["year"], str(int(typed["serial"]))), [])
        known = next((issuer for issuer in self._issuers if typed["issuer"].endswith(issuer)), "")
        if known and any(number.startswith(f"{known}〔{typed['year']}〕") for number in self._bearing):
            # Of that issuer and year there is a document: it may as well be the serial that is wrong.
            candidates = [number for number in candidates if number.startswith(f"{known}〔")]
        best = max(candidates, key=lambda number: (_likeness(typed["issuer"], number), number), default=None)
        if best is None or _likeness(typed["issuer"], best) < LIKE:
            return None
        issuer = _issuer_in(typed["issuer"], best)
        written = f"{issuer}〔{typed['year']}〕{int(typed['serial'])}号"
        return Named(written, best, self._documents_of(best), best in self._bearing)


def spoken_names(name: str, lexicon: Lexicon) -> Iterator[str]:
    """广州的技改, 广州市技改 for 广州技改."""
    for place in lexicon.places.find(name)[:1]:
        if name.startswith(place) and name[len(place) : len(place) + 1] not in {"市", "的"}:
            yield from (f"{place}{link}{name[len(place) :]}" for link in ("的", "市", "市的"))


def kind_names(catalogue: Catalogue) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """解读 alone names the interpretation, and 方案 beside it the text interpreted, while there is only one pair."""
    pairs = [document for document in catalogue.documents() if document.interprets in catalogue.versions]
    if len(pairs) != 1:
        return {}, {}
    return {"解读": (pairs[0].id,)}, {"解读": (str(pairs[0].interprets),)}


def _pairs(*texts: str) -> set[str]:
    """All pairs of characters that stand beside each other; digits tell nothing."""
    return set(_PAIR.findall(" ".join(texts)))


def _without_lead(number: str, issuers: Iterable[str]) -> str:
    """旧规则粤工信规字〔2020〕6号 without the words of the sentence that stand before a known issuer."""
    said, rest = number.split("〔", 1)
    issuer = next((issuer for issuer in issuers if said.endswith(issuer)), said)
    return f"{issuer}〔{rest}"


def _issuer_in(typed: str, number: str) -> str:
    """The end of what stands before the year that can be an issuer: of 找一下那份粤府办 it is 粤府办."""
    issuer = number.split("〔")[0]
    ends = (typed[start:] for start in range(len(typed)))
    return max(ends, key=lambda end: (SequenceMatcher(None, end, issuer).ratio(), -len(end)), default="")


def _likeness(typed: str, number: str) -> float:
    return SequenceMatcher(None, _issuer_in(typed, number), number.split("〔")[0]).ratio()
