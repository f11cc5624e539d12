"""What is known of each clause before any question comes: segments, quantities, places, bodies."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from assistant.answering.lexicon import Lexicon, ValueType
from assistant.answering.phrasings import PhrasingBook, Placed
from assistant.corpus.catalogue import Catalogue
from assistant.domain import Clause, Level
from assistant.language.normalise import nfkc
from assistant.language.quantities import Quantity, QuantityKind, find_quantities
from assistant.language.script import ScriptConverter

_BODY = re.compile(
    r"[一-鿿]{1,12}(?:厅|委员会|管理局|税务局|工信局|商务局|人民政府|省委|协会|商会|联合会|部门|(?<!服务)机构)|各?地市|各地|有关单位|行业组织|协会"
)
_CONTACT = re.compile(
    r"\d{3,4}-\d{7,8}|1[3-9]\d{9}|https?://|[\w.]+@[\w.]+\.\w+|[a-z\d-]+\.[a-z\d.-]+\.cn|(?:电话|邮箱|网址)[:：]"
)
_METHOD = re.compile(
    r"报送至|提交至|登录|向[一-鿿]{2,20}(?:提出申请|申报|提交)|通过[一-鿿“”]{2,20}(?:平台|系统)(?:提交|申报)"
)
_CONDITION = re.compile(r"应当?(?:具备|符合|满足)|须(?:具备|符合|满足)|(?:下列|以下)条件|具有独立法人")
_DEFINITION = re.compile(r"是指|系指|所称|指的是|定义为|由[^，。]{4,60}(?:催生|构成|组成)")
SITE = re.compile(r"机场|车站|地铁站|场所|胜地|商圈|街区|口岸|景区|园区|集群")
_BORDERS = re.compile(r"[，；：。！？,;:!?]+[”’」』）]*")
_QUOTES = re.compile(r"[“”‘’「」『』\"']+")
_SPACES = re.compile(r"\s+(?![a-zA-Z])|(?<![a-zA-Z])\s+")


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a clause between two commas, without its closing mark. Offsets are relative to the clause.

    `counted` pairs each quantity with the plain words around it, to the next enumeration comma. `asked` are
    everyday words that people ask for it with.
    """

    start: int
    end: int
    part: int
    plain: str
    quantities: tuple[Quantity, ...]
    values: frozenset[ValueType]
    counted: tuple[tuple[Quantity, str], ...]
    places: tuple[str, ...] = ()
    asked: str = ""


class ClauseFacts:
    """One clause as understanding and evidence see it; parts are computed on first use and kept."""

    def __init__(
        self,
        clause: Clause,
        catalogue: Catalogue,
        script: ScriptConverter,
        lexicon: Lexicon,
        phrasings: tuple[Placed, ...] = (),
        phrased: bool = False,
    ) -> None:
        self.clause = clause
        self.phrased = phrased
        """Whether it is known how people ask for what its document says."""
        self._phrasings = phrasings
        self.kind = catalogue.document(clause.document_id).kind
        self._catalogue, self._script, self._lexicon = catalogue, script, lexicon

    @cached_property
    def plain(self) -> str:
        """The clause's text, plain."""
        return plain(self.clause.text, self._script)

    @cached_property
    def heading(self) -> str:
        """The cleaned heading of an outline clause, plain."""
        return plain(self.clause.heading, self._script)

    @cached_property
    def asked(self) -> str:
        """Everyday words that people ask for any of its statements with."""
        return " ".join(phrasing.words for phrasing in self._phrasings)

    @cached_property
    def context(self) -> str:
        """The headings above, plain; the title is left out, for it says the same of every clause."""
        above = self._catalogue.ancestors(self.clause)[1:]
        return plain(" ".join(heading.heading for heading in above), self._script)

    @cached_property
    def siblings(self) -> str:
        """The sentences beside it under the same heading, plain."""
        parent = self.clause.parent_id
        beside = self._catalogue.children(parent, Level.TEXT) if parent is not None else ()
        return plain(" ".join(clause.text for clause in beside if clause.id != self.clause.id), self._script)

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        """The clause cut at commas, semicolons and colons; `part` counts the semicolons before."""
        found: list[Segment] = []
        text, start, part = self.clause.text, 0, 0
        for border in _BORDERS.finditer(text):
            self._append(found, start, border.start(), part)
            part += border.group()[0] in "；;"
            start = border.end()
        self._append(found, start, len(text), part)
        return tuple(found)

    def _append(self, found: list[Segment], start: int, end: int, part: int) -> None:
        text = self.clause.text[start:end]
        if not text.strip():
            return
        simplified = plain(text, self._script)
        quantities = find_quantities(text)
        found.append(
            Segment(
                start,
                end,
                part,
                simplified,
                quantities,
                values_in(simplified, quantities, self._lexicon),
                tuple((quantity, self._beside(text, quantity)) for quantity in quantities),
                self._lexicon.places.find(simplified),
                " ".join(each.words for each in self._phrasings if each.start < end and start < each.end),
            )
        )

    def _beside(self, text: str, quantity: Quantity) -> str:
        stop = text.find("、", quantity.end)
        return plain(text[max(quantity.start - BESIDE, 0) : stop if stop >= 0 else len(text)], self._script)

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """All quantities of the clause, offsets relative to it."""
        return find_quantities(self.clause.text)

    @cached_property
    def values(self) -> frozenset[ValueType]:
        """Every type of value that stands anywhere in the clause."""
        return frozenset[ValueType]().union(*(segment.values for segment in self.segments))


_TEXTS_KEPT = 256
"""Every shelf and several steps read the same question."""
BESIDE = 16
"""Characters before a figure in which its subject is looked for: 规模以上纺织服装生产加工企业超 4500 家."""
ASKED_CREDIT = 0.85
"""What an everyday word for a statement is worth against a word of the statement."""
CONTEXT_CREDIT = 0.75
SIBLING_CREDIT = 0.55
"""What a word in the heading above, or in the sentence beside, is worth against one in the clause itself."""


class FactBook:
    """The facts of every clause of a catalogue."""

    def __init__(
        self, catalogue: Catalogue, script: ScriptConverter, lexicon: Lexicon, phrasings: PhrasingBook | None = None
    ) -> None:
        self.facts: Mapping[str, ClauseFacts] = {
            clause.id: ClauseFacts(
                clause,
                catalogue,
                script,
                lexicon,
                phrasings.of(clause.id) if phrasings else (),
                phrasings is not None and clause.document_id in phrasings.phrased,
            )
            for clause in catalogue.clauses.values()
        }

    def __getitem__(self, clause_id: str) -> ClauseFacts:
        return self.facts[clause_id]


@lru_cache(_TEXTS_KEPT)
def plain(text: str, script: ScriptConverter) -> str:
    """Simplified, NFKC, lower case, without quotation marks and without spaces but those between Latin words."""
    return _SPACES.sub("", _QUOTES.sub("", nfkc(script.to_simplified(text)))).lower()


def values_in(simplified: str, quantities: tuple[Quantity, ...], lexicon: Lexicon) -> frozenset[ValueType]:
    """The types of value that a stretch of text holds."""
    kinds = {quantity.kind for quantity in quantities}
    found = {ValueType.ANY}
    found |= {_BY_KIND[kind] for kind in kinds if kind in _BY_KIND}
    if found & {ValueType.MONEY, ValueType.RATIO, ValueType.COUNT, ValueType.PERIOD}:
        found.add(ValueType.NUMBER)
    tests = {
        ValueType.BODY: _BODY.search(simplified),
        ValueType.CONTACT: _CONTACT.search(simplified),
        ValueType.METHOD: _METHOD.search(simplified),
        ValueType.CONDITION: _CONDITION.search(simplified),
        ValueType.DEFINITION: _DEFINITION.search(simplified),
        ValueType.PLACE: lexicon.places.find(simplified) or SITE.search(simplified),
    }
    return frozenset(found | {value for value, hit in tests.items() if hit})


_BY_KIND = {
    QuantityKind.MONEY: ValueType.MONEY,
    QuantityKind.RATIO: ValueType.RATIO,
    QuantityKind.COUNT: ValueType.COUNT,
    QuantityKind.DATE: ValueType.DATE,
    QuantityKind.PERIOD: ValueType.PERIOD,
}
