"""Lists that are asked for by the one character their items share: 三个“化”, 几个“新”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from assistant.answering.clause_facts import FactBook
from assistant.answering.lexicon import ValueType
from assistant.answering.outline import Outline
from assistant.answering.quoting import Quoting
from assistant.answering.reading import Reading, Term
from assistant.answering.windows import Window
from assistant.corpus.catalogue import Catalogue
from assistant.corpus.numerals import ordinal
from assistant.domain import Level

FEWEST = 3
_ASKED = re.compile(
    r"(?<!第)(?P<number>[几三四五六七八九十])个?(?P<shared>[一-鿿])字?"
    r"(?=来|去|走|做|搞|展开|进行|发力|是|有|包括|分别|各|具体|里|都|方面|指|[,，。?？]|$)"
)


@dataclass(frozen=True, slots=True)
class Affixes:
    """Finds enumerations in which every item has the same character."""

    catalogue: Catalogue
    facts: FactBook
    outline: Outline
    quoting: Quoting

    def find(self, reading: Reading, near: Sequence[str]) -> list[Window]:
        """The stretch of each list that the question names so; nothing when the documents near it have none."""
        asked = dict.fromkeys((found["shared"], found["number"]) for found in _ASKED.finditer(reading.text))
        return [window for shared, number in asked for window in self._listing(shared, number, reading, near)[:1]]

    def _listing(self, shared: str, number: str, reading: Reading, near: Sequence[str]) -> list[Window]:
        for document_id in self.outline.scope(reading, near):
            for clause in self.catalogue.version(document_id).clauses:
                enumerates = clause.level is Level.TEXT and clause.text.count("、") >= FEWEST - 1
                for items in _runs(self.facts[clause.id].plain, shared) if enumerates else ():
                    if number == "几" or len(items) == ordinal(number):
                        terms = tuple(Term(item, 1.0) for item in items)
                        topic = replace(reading, terms=terms, value=ValueType.ANY, likely={})
                        return self.quoting.windows(topic, [clause.id])
        return []


def _runs(text: str, shared: str) -> Iterator[list[str]]:
    """高端化、智能化、绿色化: neighbours between enumeration commas that all end or all begin with the character."""
    for stretch in re.split("[，。；：]", text):
        if stretch.count(shared) < FEWEST:
            continue
        pieces = stretch.split("、")
        # What precedes the first item and follows the last one stands in the same piece as they do.
        ending = [_item(rf"[一-鿿]{{1,3}}{shared}$", piece) for piece in pieces[:-1]]
        ending.append(_item(rf"[一-鿿]{{1,3}}{shared}", pieces[-1]))
        begun = [_item(rf"{shared}[一-鿿]{{1,3}}", pieces[0])]
        begun += [_item(rf"^{shared}[一-鿿]{{1,3}}", piece) for piece in pieces[1:]]
        for items in (ending, begun):
            for same, run in groupby(items, key=bool):
                listed = list(run)
                if same and len(listed) >= FEWEST:
                    yield listed


def _item(pattern: str, piece: str) -> str:
    found = re.search(pattern, piece)
    return found.group() if found else ""
