"""Automatic numbers of a Word document: what numbering.xml makes a reader see before a paragraph."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from assistant.corpus.importers.docx_xml import Node, W, number_at, value_at
from assistant.corpus.numerals import DIGITS, chinese

_PLACEHOLDER = re.compile(r"%(\d)")
_LEVELS = 9
_HEAVENLY_STEMS = "甲乙丙丁戊己庚辛壬癸"
_EARTHLY_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_LEGAL = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


def _roman(number: int) -> str:
    words = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        words += letters * count
    return words


def _letter(number: int) -> str:
    repeat, at = divmod(number - 1, 26)
    return chr(ord("a") + at) * (repeat + 1)


def _circled(number: int) -> str:
    return chr(ord("①") + number - 1) if 1 <= number <= 20 else str(number)


def _digits(number: int) -> str:
    return "".join("〇" if digit == "0" else DIGITS[int(digit)] for digit in str(number))


_WRITTEN: Mapping[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": lambda number: str(number).translate({ord("0") + d: ord("０") + d for d in range(10)}),
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "taiwaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "ideographDigital": _digits,
    "chineseLegalSimplified": lambda number: chinese(number).translate(_LEGAL),
    "ideographTraditional": lambda number: _HEAVENLY_STEMS[(number - 1) % len(_HEAVENLY_STEMS)],
    "ideographZodiac": lambda number: _EARTHLY_BRANCHES[(number - 1) % len(_EARTHLY_BRANCHES)],
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "lowerLetter": _letter,
    "upperLetter": lambda number: _letter(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "none": lambda number: "",
}


@dataclass(frozen=True, slots=True)
class NumberLevel:
    """One level of a list. `restart` is the level whose numbers begin it anew, 0 for none."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    restart: int | None = None
    digits: bool = False
    gap: str = "tab"
    style: str = ""


@dataclass(frozen=True, slots=True)
class AutoNumber:
    """What stands before a paragraph; a bullet has no text."""

    text: str
    bullet: bool
    level: int


class Numbering:
    """Counts through one document; ask it for each paragraph in order."""

    def __init__(self, root: Node | None) -> None:
        self._levels: dict[str, dict[int, NumberLevel]] = {}
        self._list_of: dict[str, str] = {}
        self._starts: dict[tuple[str, int], int] = {}
        self._by_style: dict[str, tuple[str, int]] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[str] = set()
        if root is not None:
            self._read(root)

    def place_of_style(self, style: str) -> tuple[str, int] | None:
        """The list and level that name a paragraph style as theirs."""
        return self._by_style.get(style)

    def next(self, number_id: str, level: int) -> AutoNumber | None:
        """The number of the next paragraph of a list at a level; None if there is no such list."""
        if number_id not in self._list_of or not 0 <= level < _LEVELS:
            return None
        levels = self._levels[number_id]
        counts = self._counts.setdefault(self._list_of[number_id], [None] * _LEVELS)
        if number_id not in self._begun:
            self._begun.add(number_id)
            for (owner, overridden), start in self._starts.items():
                if owner == number_id:
                    counts[overridden] = start - 1
        self._count(counts, levels, level)
        return self._written(levels, counts, level)

    def _count(self, counts: list[int | None], levels: Mapping[int, NumberLevel], level: int) -> None:
        here = levels.get(level, NumberLevel())
        before = counts[level]
        counts[level] = here.start if before is None else before + 1
        for above in range(level):
            if counts[above] is None:
                counts[above] = levels.get(above, NumberLevel()).start
        for below in range(level + 1, _LEVELS):
            restart = levels.get(below, NumberLevel()).restart
            if restart is None or (restart > 0 and level < restart):
                counts[below] = None

    def _written(self, levels: Mapping[int, NumberLevel], counts: list[int | None], level: int) -> AutoNumber:
        here = levels.get(level, NumberLevel())
        if here.format == "bullet":
            return AutoNumber("", True, level)

        def number(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            kind = "decimal" if here.digits else levels.get(at, NumberLevel()).format
            return _WRITTEN.get(kind, str)(counts[at] or 0)

        text = _PLACEHOLDER.sub(number, here.text)
        return AutoNumber(text + _gap_after(text, here.gap), False, level)

    def _read(self, root: Node) -> None:
        abstract = {each.get(f"{W}abstractNumId", ""): each for each in root.iter(f"{W}abstractNum")}
        for each in root.iter(f"{W}num"):
            number_id, list_id = each.get(f"{W}numId", ""), value_at(each, "abstractNumId")
            if list_id not in abstract:
                continue
            levels = dict(_levels_of(abstract[list_id]))
            for override in each.iter(f"{W}lvlOverride"):
                at = _level_index(override)
                levels |= dict(_levels_of(override))
                if value_at(override, "startOverride"):
                    start = number_at(override, "startOverride")
                    self._starts[number_id, at] = start
                    levels[at] = replace(levels.get(at, NumberLevel()), start=start)
            self._levels[number_id], self._list_of[number_id] = levels, list_id
            for at, level in levels.items():
                if level.style:
                    self._by_style.setdefault(level.style, (number_id, at))


def _gap_after(text: str, gap: str) -> str:
    """An article's number stands apart from its text; after 、 or ） nothing is needed."""
    return "" if not text or gap == "nothing" or text[-1] in "、，。．.）):：" else "\u3000"


def _level_index(element: Node) -> int:
    said = element.get(f"{W}ilvl", "0")
    return int(said) if said in "012345678" and said else 0


def _levels_of(element: Node) -> Iterator[tuple[int, NumberLevel]]:
    for level in element.iter(f"{W}lvl"):
        yield (
            _level_index(level),
            NumberLevel(
                start=number_at(level, "start", 1),
                format=value_at(level, "numFmt") or "decimal",
                text=value_at(level, "lvlText"),
                restart=number_at(level, "lvlRestart") if value_at(level, "lvlRestart") else None,
                digits=level.find(f"{W}isLgl") is not None,
                gap=value_at(level, "suff") or "tab",
                style=value_at(level, "pStyle"),
            ),
        )
