"""What a sentence must keep of a text when it tells a part of it: every thing, figure, limit and doubt of that part."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from assistant.language.bearings import per_what, sides, turned_around
from assistant.language.modality import lost_words
from assistant.language.polarity import negations
from assistant.language.quantities import Quantity, QuantityKind, agree, find_document_numbers, find_quantities
from assistant.worded.coverage import MOST_UNKNOWN, Coverage
from assistant.worded.statements import Statement

TOLD = 0.6
"""Share of the words of a part from which on a sentence tells it."""
_PART = re.compile(r"[，,；;。：:！!？?\n|]")
# 珠三角5万元、粤东西北20万元 are two parts, 备案、核准或审批 is one.
_FIGURES = re.compile(r"(?<=[元%年人家个上下])、(?=[^，。；]*\d)")
# Without these the part beside them says more than the text does.
_LIMITING = re.compile(
    r"^(?:但|不过|只|仅|限|除|或|如|若|而且)|[也还]要|(?:的|时|[之以]外)$|除外$|豁免"
    r"|^(?!对).*的\w{0,2}(?:企业|项目|贷款|单位|园区)$|以[上下]的\w{0,2}(?:企业|项目|贷款|单位|园区)"
)
_PREDICATE = re.compile("要|应|须|需|可以|还可以|不[能得再在予]|就|均|都|才")
_HEADED = re.compile(r"[^，,。；;：:|\n]{1,14}[：|\n]")
_DENIALS = ("不得", "不再", "没有", "不", "除外", "仅")
_CLAIMED = (QuantityKind.MONEY, QuantityKind.RATIO, QuantityKind.COUNT, QuantityKind.PERIOD)
_ORDER = re.compile("[次顺]序|依次|先后")
_ALLOWED = re.compile("可以")
_ROLES = ("企业", "项目", "银行", "贷款", "设备", "园区", "单位", "合同", "产品", "投资", "利息")


class Told:
    """A sentence, as far as it is compared with what it rests on."""

    def __init__(self, text: str, coverage: Coverage) -> None:
        self.text = text
        self.known = coverage.spelled(text)
        self.figures = find_quantities(text)
        self.numbers = {number.value for number in find_document_numbers(text)}
        self.coverage = coverage

    def states(self, figure: Quantity) -> bool:
        """Whether the figure stands in it."""
        return any(agree(figure, said) for said in self.figures)

    def lacks(self, part: str, names: str) -> tuple[tuple[str, ...], float]:
        """What of a part is not told, and the share that is; what only names the document need not be."""
        words = self.coverage.telling(part, names)
        missing = [word for word in words if not self.coverage.stands(word, self.known)]
        figures = [each for each in find_quantities(part) if each.kind is not QuantityKind.ORDINAL]
        unsaid = [figure.text for figure in figures if not self.states(figure)]
        own = {number.value for number in find_document_numbers(names)} | self.numbers
        unsaid += [number.text for number in find_document_numbers(part) if number.value not in own]
        total = len(words) + len(figures) + len(find_document_numbers(part))
        share = 1 - (len(missing) + len(unsaid)) / total if total else 0.0
        things = [word for word in missing if self.coverage.is_thing(word)]
        return (*unsaid, *(things or (missing if len(missing) > MOST_UNKNOWN * len(words) else ()))), share


def left_out(text: str, statements: Sequence[Statement], coverage: Coverage) -> Iterator[str]:
    """What a sentence leaves out of the parts that it tells."""
    told = Told(text, coverage)
    parts = [(part, each.names) for each in statements for quote in each.quotes for part in _parts(quote)]
    figured: list[str] = []
    for said in told.figures:
        own = [(part, names) for part, names in parts if said.kind in _CLAIMED and _holds(part, said)]
        if own:
            # The same figure may be said of several things; it is enough that it is said of one as the text says it.
            lacking, part = min(((tuple(_lost(told, *each)), each[0]) for each in own), key=lambda each: len(each[0]))
            yield from lacking
            figured.append(part)
    touched = list(figured)
    for each in statements:
        for quote in each.quotes:
            of_quote = _told_parts(told, quote, each.names, figured)
            touched += of_quote
            yield from (what for part in of_quote for what in _lost(told, part, each.names))
            yield from lost_words(text, quote, whole=True)
    yield from _undenied(text, dict.fromkeys(touched))


def mixed(text: str, own: Sequence[Statement], behind: Sequence[Statement], coverage: Coverage) -> Iterator[str]:
    """What a stretch says of a statement that it does not name, or names without saying anything of it."""
    known = coverage.spelled("\n".join(each.held for each in own))
    others = coverage.spelled("\n".join(quote for each in behind if each not in own for quote in each.quotes))
    words = [word for word in coverage.telling(text, "") if coverage.is_thing(word)]
    yield from (word for word in words if not coverage.stands(word, known) and coverage.stands(word, others))
    said = coverage.spelled(text)
    for each in own:
        beside = "".join(quote for other in own if other is not each for quote in other.quotes)
        telling = coverage.telling("，".join(each.quotes), each.names) if beside else []
        only = [word for word in telling if word not in beside]
        if only and not any(coverage.stands(word, said) for word in only):
            yield only[0]


def _told_parts(told: Told, quote: str, names: str, figured: Sequence[str]) -> list[str]:
    """The parts without a said figure that a sentence must tell whole: those it tells, and those that limit them."""
    parts = _parts(quote)
    shares = {part: told.lacks(part, names)[1] for part in parts}
    if not any(part in figured for part in parts) and max(shares.values(), default=0.0) < TOLD:
        return [max(shares, key=shares.__getitem__)] if shares else []
    told_ones = [part for part in parts if part in figured or shares[part] >= TOLD or _LIMITING.search(part)]
    # 要办备案变更 holds of what is before it, and a row of a table of what it is headed by.
    subjects = [before for before, part in pairwise(parts) if part in told_ones and _PREDICATE.match(part)]
    headed = [parts[0]] if _HEADED.match(quote) else []
    return [part for part in dict.fromkeys((*headed, *subjects, *told_ones)) if part not in figured]


def _lost(told: Told, part: str, names: str) -> Iterator[str]:
    yield from told.lacks(part, names)[0]
    yield from lost_words(told.text, part)
    yield from (word + side for word, side in sides(part) if word not in told.text)
    each = per_what(told.text)
    yield from (what for what in per_what(part) if what not in each and not (what == "企业" and "您" in each))


def _undenied(text: str, parts: Iterable[str]) -> Iterator[str]:
    """What the parts deny and a sentence that tells them does not."""
    said = sum(word in _DENIALS for word in negations(text))
    held = [word for part in parts for word in negations(part) if word in _DENIALS]
    yield from held[:1] if said < len(held) else ()


def displaced(text: str, quotes: Sequence[str], coverage: Coverage) -> Iterator[str]:
    """Sides, shares, relations and denials that the quotes do not hold so."""
    yield from (what for quote in quotes for what in _contrasted(text, quote, coverage))
    yield from (word for quote in quotes for word in _out_of_order(text, quote, coverage))
    held = "\n".join(quotes)
    known = sides(held)
    yield from (word + side for word, side in sides(text) if (word, side) not in known)
    yield from (what for what in per_what(text) - per_what(held) if what != "您")
    yield from turned_around(text, held)
    counts = {role: text.count(role) - held.count(role) for role in _ROLES}
    added = [role for role, count in counts.items() if count > 0 and not held.count(role)]
    if added and any(count < 0 for count in counts.values()):
        yield from added


def _contrasted(text: str, quote: str, coverage: Coverage) -> Iterator[str]:
    """What a quote allows beside what it denies, where a sentence denies it."""
    parts = _parts(quote)
    denied = [part for part in parts if _denies(part)]
    allowed = [part for part in parts if _ALLOWED.search(part) and part not in denied]
    if denied and allowed:
        known = "".join(denied)
        only = dict.fromkeys(word for part in allowed for word in coverage.telling(part, known))
        yield from (word for part in _parts(text) if _denies(part) for word in only if word in part)


def _out_of_order(text: str, quote: str, coverage: Coverage) -> Iterator[str]:
    """What comes before what it follows where a quote gives an order: 按市级、省级、国家级的次序."""
    for part in _parts(quote):
        listed = [word for word in coverage.telling(part, "") if f"{word}、" in part or f"、{word}" in part]
        places = [text.find(word) for word in listed if word in text]
        if _ORDER.search(part) and places != sorted(places):
            yield from listed[:1]


def _denies(part: str) -> bool:
    return any(word in _DENIALS for word in negations(part))


def _parts(quote: str) -> list[str]:
    return [part.strip() for whole in _PART.split(quote) for part in _FIGURES.split(whole) if part.strip()]


def _holds(part: str, said: Quantity) -> bool:
    return any(agree(said, other) for other in find_quantities(part))
