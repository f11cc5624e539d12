"""Which figures, dates, limit words, duties and conditions differ between two wordings of a clause."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from assistant.corpus.changes import Value, ValueChange, ValueKind
from assistant.corpus.marking import Block
from assistant.language.binding import find_conditions, find_duties
from assistant.language.quantities import (
    Limit,
    Quantity,
    QuantityKind,
    agree,
    find_document_numbers,
    find_quantities,
    format_quantity,
)

_CALENDAR = re.compile(r"\d{4}(?:-\d{2}){0,2}")
_LIMIT_WORDS = {
    Limit.EXACTLY: "无限定词",
    Limit.AT_LEAST: "不低于",
    Limit.AT_MOST: "不超过",
    Limit.MORE_THAN: "超过",
    Limit.LESS_THAN: "低于",
    Limit.ABOUT: "约",
    Limit.BEFORE: "之前",
    Limit.AFTER: "之后",
}
_DATE_LIMIT_WORDS = _LIMIT_WORDS | {Limit.AT_LEAST: "起", Limit.AT_MOST: "截至"}


@dataclass(frozen=True, slots=True)
class _Found:
    kind: ValueKind
    value: Value
    block: int
    quantity: Quantity | None = None

    @property
    def place(self) -> tuple[int, int]:
        return self.block, self.value.start

    def same_as(self, other: _Found) -> bool:
        if self.quantity and other.quantity:
            return agree(self.quantity, other.quantity)
        return (self.kind, self.value.value) == (other.kind, other.value.value)

    def distance(self, other: _Found) -> tuple[bool, bool, int]:
        """How far another value is from being this one's successor."""
        units = [found.quantity.unit if found.quantity else "" for found in (self, other)]
        return self.block != other.block, units[0] != units[1], abs(self.value.start - other.value.start)


def changed_values(before: str, after: str, blocks: Sequence[Block]) -> tuple[ValueChange, ...]:
    """Values inside the blocks that differ, in reading order, each old one with the new one in its place."""
    old = list(_values(before, [block.before for block in blocks]))
    new = list(_values(after, [block.after for block in blocks]))
    for found in tuple(old):
        if same := next((other for other in new if found.same_as(other)), None):
            old.remove(found)
            new.remove(same)
    changes: list[tuple[tuple[int, int], ValueChange]] = []
    likely = sorted(((a.distance(b), a, b) for a, b in product(old, new) if a.kind is b.kind), key=lambda each: each[0])
    for _, a, b in likely:
        if a in old and b in new:
            changes += [(b.place, change) for change in _changes(a, b)]
            old.remove(a)
            new.remove(b)
    changes += [(found.place, ValueChange(found.kind, found.value, None)) for found in old]
    changes += [(found.place, ValueChange(found.kind, None, found.value)) for found in new]
    return tuple(change for _, change in sorted(changes, key=lambda each: each[0]))


def _changes(before: _Found, after: _Found) -> Iterator[ValueChange]:
    if before.value.value != after.value.value:
        yield ValueChange(before.kind, before.value, after.value)
    if before.quantity and after.quantity and before.quantity.limit is not after.quantity.limit:
        yield ValueChange(ValueKind.LIMIT, _limit(before.value, before.quantity), _limit(after.value, after.quantity))


def _limit(value: Value, quantity: Quantity) -> Value:
    words = _DATE_LIMIT_WORDS if quantity.kind is QuantityKind.DATE else _LIMIT_WORDS
    return replace(value, value=words[quantity.limit])


def _values(text: str, stretches: Sequence[tuple[int, int]]) -> Iterator[_Found]:
    quantities = find_quantities(text)
    for quantity in quantities:
        value = Value(quantity.text, _bare(quantity), quantity.start, quantity.end)
        yield from _within(ValueKind(quantity.kind.value), value, stretches, quantity)
    for number in find_document_numbers(text):
        value = Value(number.text, number.value, number.start, number.end)
        yield from _within(ValueKind.DOCUMENT_NUMBER, value, stretches)
    for kind, find in ((ValueKind.DUTY, find_duties), (ValueKind.CONDITION, find_conditions)):
        for words, start, end in find(text):
            if not any(quantity.start <= start and end <= quantity.end for quantity in quantities):
                yield from _within(kind, Value(words, "".join(words.split()), start, end), stretches)


def _within(
    kind: ValueKind, value: Value, stretches: Sequence[tuple[int, int]], quantity: Quantity | None = None
) -> Iterator[_Found]:
    for number, (start, end) in enumerate(stretches):
        if max(start, value.start) < min(end, value.end) or value.start < start == end < value.end:
            yield _Found(kind, value, number, quantity)
            return


def _bare(quantity: Quantity) -> str:
    """The figure without its limit; a day of the calendar as 2025-12-31."""
    if _CALENDAR.fullmatch(quantity.value):
        return quantity.value
    return format_quantity(replace(quantity, limit=Limit.EXACTLY))
