"""Scans a text for quantities, left to right."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from assistant.language.quantities.amounts import read_amount
from assistant.language.quantities.dates import read_date, read_time, read_year
from assistant.language.quantities.document_numbers import find_document_numbers
from assistant.language.quantities.folding import fold
from assistant.language.quantities.model import Quantity, QuantityKind

_NUMERALS = "0-9〇零一二两三四五六七八九十百千万亿半几数廿卅每壹贰叁肆伍陆柒捌玖"
_CANDIDATE = re.compile(f"[{_NUMERALS}]")
_RUN = re.compile(r"[\d.,]+|[〇零一二两三四五六七八九十百千万亿廿卅]+|.", re.DOTALL)

# Every shelf and several steps read the same question; what is known of clauses is kept with them.
_TEXTS_KEPT = 256


@lru_cache(_TEXTS_KEPT)
def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Every quantity, left to right and without overlap; `text[start:end]` is each one's own `text`."""
    folded = fold(text)
    if folded == text:
        folded = text
    candidate = _CANDIDATE.search(folded)
    if candidate is None:
        return ()
    numbers = {number.start: number.end for number in find_document_numbers(text)} if "号" in folded else {}
    skips = sorted(numbers.items())
    found: list[Quantity] = []
    floor = 0
    while candidate is not None:
        position = candidate.start()
        while skips and skips[0][1] <= position:
            skips.pop(0)
        if skips and skips[0][0] <= position:
            floor = skips[0][1]
            candidate = _CANDIDATE.search(folded, floor)
            continue
        quantity = _read(folded, position, floor)
        if quantity is None:
            run = _RUN.match(folded, position)
            end = run.end() if run else position + 1
        else:
            found.append(quantity if folded is text else replace(quantity, text=text[quantity.start : quantity.end]))
            end = floor = quantity.end
        candidate = _CANDIDATE.search(folded, end)
    return tuple(found)


def _read(text: str, position: int, floor: int) -> Quantity | None:
    if dated := read_time(text, position) or read_date(text, position, floor):
        return dated
    amount = read_amount(text, position, floor)
    if amount is not None and amount.kind is QuantityKind.COUNT and not amount.unit:
        return read_year(text, position, floor) or amount
    return amount
