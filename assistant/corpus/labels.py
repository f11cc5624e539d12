"""Numbers that begin a heading or an item: 第二章, 第五条, 一、, （一）, 1., 1.1, （1）, ①, 附件1."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from assistant.corpus.numerals import ordinal


class Style(IntEnum):
    """Kinds of numbers; the value is the rank, smaller stands above larger. 2..7 is left to Markdown headings."""

    ANNEX = 0
    ANNEX_MENTION = 1
    PART = 10
    BOOK = 11
    CHAPTER = 12
    SECTION = 13
    ARTICLE = 14
    CHINESE = 20
    CHINESE_BRACKETED = 21
    DIGIT = 30
    DIGIT_PAIR = 31
    DIGIT_TRIPLE = 32
    DIGIT_BRACKETED = 33
    DIGIT_HALF_BRACKETED = 34
    CIRCLED = 35
    INLINE_PART = 36
    INLINE_TITLE = 37
    BULLET = 40
    TABLE = 60
    TABLE_HEADER = 61
    TABLE_ROW = 62


@dataclass(frozen=True, slots=True)
class Label:
    """A number at the start of a line. `text` as printed; `key` is its piece of a clause id; it ends before `end`."""

    style: Style
    text: str
    key: str
    number: int
    end: int

    def follows(self, previous: Label | None) -> bool:
        """Whether it counts on from the previous number of its style; only 1.1 and 1.1.1 must, "3.15" is also a day."""
        if self.style not in (Style.DIGIT_PAIR, Style.DIGIT_TRIPLE) or self.number == 1:
            return True
        return previous is not None and self.number == previous.number + 1 and self._series() == previous._series()

    def _series(self) -> str:
        return self.text.replace("．", ".").rstrip(".、").rpartition(".")[0]


_CN = "[〇零一二三四五六七八九十百]"
_GAP = r"[ \t\u3000]*"
_UNITS = "亿万千百十个家项名人元倍%％‰吨月日年号米度"
_NAMED = {"编": (Style.BOOK, "b"), "部分": (Style.PART, "b"), "章": (Style.CHAPTER, "c"), "节": (Style.SECTION, "j")}

_SECTION = re.compile(rf"第{_GAP}({_CN}+|\d{{1,3}}){_GAP}(编|部分|章|节)(?![的中内规])")
_ARTICLE = re.compile(rf"第{_GAP}({_CN}+|\d{{1,3}}){_GAP}条(?:之({_CN}))?(?![款项]|规定|所称|的|、|和|至|，|或|第)")
_ANNEX = re.compile(rf"(附[件表录]){_GAP}({_CN}+|\d{{1,2}})?(?=$|[\s:：.．、《])")
_NUMBERS: tuple[tuple[Style, re.Pattern[str]], ...] = (
    (Style.CHINESE, re.compile(rf"({_CN}{{1,4}}){_GAP}[、．.](?!{_CN}[级线、])")),
    (Style.CHINESE_BRACKETED, re.compile(rf"[（(]{_GAP}({_CN}{{1,4}}){_GAP}[）)]、?")),
    (Style.DIGIT_TRIPLE, re.compile(rf"\d{{1,2}}[.．]\d{{1,2}}[.．](\d{{1,2}})[.．、]?(?!\d|{_GAP}[{_UNITS}])")),
    (Style.DIGIT_PAIR, re.compile(rf"\d{{1,2}}[.．](\d{{1,2}})[.．、]?(?!\d|{_GAP}[{_UNITS}])")),
    (Style.DIGIT, re.compile(r"(\d{1,2})(?:[.．、])(?!\d)")),
    (Style.DIGIT_BRACKETED, re.compile(rf"[（(]{_GAP}(\d{{1,2}}){_GAP}[）)]、?")),
    (Style.DIGIT_HALF_BRACKETED, re.compile(r"(\d{1,2})[）)]")),
    (Style.CIRCLED, re.compile("([①-⑳])")),
)


def label_at(text: str, start: int, end: int) -> Label | None:
    """The number that `text[start:end]` begins with, or None. "1.5 亿元" and "2024 年" are no numbers of a heading."""
    if named := _SECTION.match(text, start, end):
        style, prefix = _NAMED[named[2]]
        number = ordinal(named[1])
        return Label(style, _compact(named[0]), f"{prefix}{number}", number, named.end())
    if article := _ARTICLE.match(text, start, end):
        number = ordinal(article[1])
        suffix = f"-{ordinal(article[2])}" if article[2] else ""
        return Label(Style.ARTICLE, _compact(article[0]), f"a{number}{suffix}", number, article.end())
    if annex := _ANNEX.match(text, start, end):
        number = ordinal(annex[2]) if annex[2] else 1
        mentioned = not annex[2] and text[annex.end() : annex.end() + 1] in tuple(":：")
        style = Style.ANNEX_MENTION if mentioned else Style.ANNEX
        return Label(style, _compact(annex[0]), f"x{number}", number, annex.end())
    for style, pattern in _NUMBERS:
        if found := pattern.match(text, start, end):
            number = ordinal(found[1])
            return Label(style, _compact(found[0]), str(number), number, found.end())
    return None


def _compact(label: str) -> str:
    return "".join(label.split())
