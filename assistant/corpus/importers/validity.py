"""When a text was issued, takes effect and expires, as it says so itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.corpus.labels import label_at
from assistant.corpus.sentences import sentence_spans
from assistant.domain import PolicyDate, Precision
from assistant.language.quantities.finding import find_quantities
from assistant.language.quantities.model import QuantityKind

_SIGNED_ON = re.compile(
    r"[〇○零一二三四五六七八九十\d\s]{4,}年[\d一二三四五六七八九十\s]{1,4}月[\d一二三四五六七八九十\s]{1,4}日"
)
_PASSED_ON = re.compile(r"[（(]([^（()）]{4,60}?(?:公布|发布|印发|通过|施行)[^（()）]{0,30})[）)]")
_TAKES_EFFECT = re.compile(r"自(?P<when>[^。；]{2,24}?)(?:起|后)(?:正式|开始)?(?:施行|实施|执行|生效)")
_PERIOD = re.compile(r"(?:有效期|试行期|实施期|执行期|施行期|政策期)限?(?P<said>[^。；]{1,40})")
_UNTIL = re.compile(r"自(?P<said>[^。；]{6,40}?)止?(?:施行|实施|执行|有效)")
_OF_ITSELF = re.compile(r"^(?:本|自|以上|上述|有效期)|施行|印发之日|实施之日")
_ON_ISSUE = re.compile(r"^(?:印发|发布|公布|发文|签发)之日$")


@dataclass(frozen=True, slots=True)
class Stated:
    """A date with how it was found; None where the text states none that can be computed."""

    day: PolicyDate | None
    how: str


@dataclass(frozen=True, slots=True)
class Period:
    """The dates of a text and the sentences, verbatim, that state from when and until when it holds."""

    issued: Stated
    effective: Stated
    expires: Stated
    basis: tuple[str, ...]


_NOT_STATED = Stated(None, "原文没有写明")


def read_period(text: str, recorded_on: str | None, published_on: str | None) -> Period:
    """From the text itself, and what a web page says of its issue and of its publication."""
    issued = _issued(text, recorded_on, published_on)
    sentences = [text[start:end] for start, end in sentence_spans_of_lines(text) if _OF_ITSELF.search(text[start:end])]
    effective, basis = _NOT_STATED, []
    for sentence in sentences:
        if found := _TAKES_EFFECT.search(sentence):
            effective, basis = _effective(found["when"], issued), [sentence]
            break
    expires = _NOT_STATED
    for sentence in sentences:
        stated = _expires(sentence, effective)
        if stated is not None:
            expires, basis = stated, list(dict.fromkeys((*basis, sentence)))
            break
    return Period(issued, effective, expires, tuple(basis))


def sentence_spans_of_lines(text: str) -> Iterator[tuple[int, int]]:
    """Spans of the sentences, without the number that a line begins with; a line break ends one."""
    for line in re.finditer(r"[^\n]+", text):
        label = label_at(text, line.start(), line.end())
        yield from sentence_spans(text, label.end if label else line.start(), line.end())


def signed_lines(text: str) -> Iterator[int]:
    """Where lines begin that are nothing but a date, as under a signature."""
    for line in re.finditer(r"[^\n]+", text):
        if _SIGNED_ON.fullmatch(line[0].strip()):
            yield line.start()


def _issued(text: str, recorded_on: str | None, published_on: str | None) -> Stated:
    if recorded_on and (day := _first_day(recorded_on)):
        return Stated(day, "网页信息栏的成文日期")
    for start in signed_lines(text):
        if day := _first_day(text[start:].split("\n", 1)[0]):
            return Stated(day, "落款日期")
    passed = _PASSED_ON.search(text[:600])
    if passed and (day := _first_day(passed[1])):
        return Stated(day, f"标题下写明：{passed[1]}")
    if published_on and (day := _first_day(published_on)):
        return Stated(day, "网页发布日期，不一定是成文日期")
    return _NOT_STATED


def _effective(when: str, issued: Stated) -> Stated:
    if day := _first_day(when):
        return Stated(day, "原文写明的施行日期")
    if _ON_ISSUE.match(when):
        return Stated(issued.day, f"原文写明“自{when}起”，取成文日期")
    return Stated(None, f"原文写明“自{when}”，须由人推算")


def _expires(sentence: str, effective: Stated) -> Stated | None:
    if (until := _UNTIL.search(sentence)) and (days := _days(until["said"])) and len(days) == 2:
        return Stated(days[1], "原文写明的截止日期")
    stated = _PERIOD.search(sentence)
    if stated is None:
        return None
    if days := _days(stated["said"]):
        return Stated(days[-1], "原文写明的截止日期")
    for quantity in find_quantities(stated["said"]):
        if quantity.kind is QuantityKind.PERIOD and quantity.unit in ("年", "个月", "月") and quantity.low:
            months = int(quantity.low * (12 if quantity.unit == "年" else 1))
            if effective.day is None or effective.day.precision is not Precision.DAY:
                return Stated(None, f"原文写明有效期{quantity.text}，起算日不详，须由人推算")
            return Stated(_last_day(effective.day.day, months), f"自施行之日起{quantity.text}，算到最后一天")
    return None


def _last_day(begins: date, months: int) -> PolicyDate:
    year, month = divmod(begins.month - 1 + months, 12)
    # A period from 29 February ends on the last of February of a common year.
    first_after = date(begins.year + year, month + 1, 1) + timedelta(days=begins.day - 1)
    if first_after.month != month + 1:
        first_after = first_after.replace(day=1)
    return PolicyDate(first_after - timedelta(days=1), Precision.DAY)


def _first_day(text: str) -> PolicyDate | None:
    return next(iter(_days(text)), None)


def _days(text: str) -> list[PolicyDate]:
    compact = "".join(text.split())
    values = [q.value for q in find_quantities(compact) if q.kind is QuantityKind.DATE]
    found = []
    for value in (each for joined in values for each in joined.split("/")):
        if re.fullmatch(r"\d{4}(?:-\d\d){0,2}", value):
            year, month, day = (int(part) for part in [*value.split("-"), "1", "1"][:3])
            precision = (Precision.YEAR, Precision.MONTH, Precision.DAY)[value.count("-")]
            try:
                found.append(PolicyDate(date(year, month, day), precision))
            except ValueError:
                continue
    return found
