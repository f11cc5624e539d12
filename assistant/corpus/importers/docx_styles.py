"""What a Word document's styles say of a paragraph or a run: hidden, white, tiny, a heading, in a list."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.corpus.importers.docx_xml import LinkedNode, Node, W, value_at, value_of

_LEAST_HALF_POINTS = 8
_NEAR_WHITE = 0xF0
_TITLE_HALF_POINTS = 36
_HEADING_NAME = re.compile(r"heading (\d)")
_OFF = ("0", "false", "off", "none")


class Styles:
    """The styles of one document, with what they are based on."""

    def __init__(self, root: Node) -> None:
        self._by_id = {each.get(f"{W}styleId", ""): each for each in root.iter(f"{W}style")}
        self._default = next(
            (
                each.get(f"{W}styleId", "")
                for each in root.iter(f"{W}style")
                if each.get(f"{W}type", "") == "paragraph" and each.get(f"{W}default", "") == "1"
            ),
            "",
        )

    def paragraph_chain(self, paragraph: LinkedNode) -> list[Node]:
        """Where its settings may stand, nearest first: its own properties, its style, what that is based on."""
        own = paragraph.find(f"{W}pPr")
        style = value_at(own, "pStyle") or self._default
        return [each for each in (own, *self._parts(style, "pPr")) if each is not None]

    def style_names(self, paragraph: LinkedNode) -> Iterator[tuple[str, str]]:
        """Ids and names of its style and of those that it is based on."""
        style = value_at(paragraph.find(f"{W}pPr"), "pStyle") or self._default
        for each in self._chain(style):
            yield each.get(f"{W}styleId", ""), value_at(each, "name").lower()

    def number_of(self, paragraph: LinkedNode) -> tuple[str, int | None] | None:
        """List and level that its properties or styles name; ("0", …) says that there is none."""
        for properties in self.paragraph_chain(paragraph):
            found = properties.find(f"{W}numPr")
            if found is not None and (number_id := value_at(found, "numId")):
                level = value_at(found, "ilvl")
                return number_id, int(level) if level.isdecimal() else None
        return None

    def heading_level(self, paragraph: LinkedNode) -> int:
        """1 for a title, 2 and more for headings, 0 for text."""
        for _, name in self.style_names(paragraph):
            if name == "title":
                return 1
            if found := _HEADING_NAME.fullmatch(name):
                return min(int(found[1]) + 1, 6)
        return 1 if self._is_set_as_title(paragraph) else 0

    def hiding(self, run: Node, paragraph: LinkedNode) -> str:
        """How a run is hidden, in words; empty if it is not."""
        chain = self._run_chain(run, paragraph)
        if _is_on(_first(chain, "vanish")) or _is_on(_first(chain, "specVanish")):
            return "隐藏文字"
        size = value_of(_first(chain, "sz"))
        if size.isdecimal() and int(size) < _LEAST_HALF_POINTS:
            return f"字号 {int(size) / 2:g} 磅"
        return "白底白字" if _is_white(_first(chain, "color")) and not self._on_colour(chain, paragraph) else ""

    def is_bold(self, run: Node, paragraph: LinkedNode) -> bool:
        """Whether a run is set in bold."""
        return _is_on(_first(self._run_chain(run, paragraph), "b"))

    def _is_set_as_title(self, paragraph: LinkedNode) -> bool:
        if value_of(_first(self.paragraph_chain(paragraph), "jc")) != "center":
            return False
        runs = [run for run in paragraph.iter(f"{W}r") if any(text.text for text in run.iter(f"{W}t"))]
        sizes = [value_of(_first(self._run_chain(run, paragraph), "sz")) for run in runs]
        return bool(sizes) and all(size.isdecimal() and int(size) >= _TITLE_HALF_POINTS for size in sizes)

    def _run_chain(self, run: Node, paragraph: LinkedNode) -> list[Node]:
        own = run.find(f"{W}rPr")
        character = self._parts(value_at(own, "rStyle"), "rPr")
        style = value_at(paragraph.find(f"{W}pPr"), "pStyle") or self._default
        return [each for each in (own, *character, *self._parts(style, "rPr")) if each is not None]

    def _on_colour(self, chain: list[Node], paragraph: LinkedNode) -> bool:
        cell = next((each for each in paragraph.iterancestors(f"{W}tc")), None)
        grounds = [_first(chain, "shd"), _first(chain, "highlight"), _first(self.paragraph_chain(paragraph), "shd")]
        if cell is not None and (properties := cell.find(f"{W}tcPr")) is not None:
            grounds.append(properties.find(f"{W}shd"))
        said = [
            (each.get(f"{W}fill", "") or each.get(f"{W}val", "") or "").lower() for each in grounds if each is not None
        ]
        return any(colour not in ("", "auto", "none", "clear", "white", "ffffff") for colour in said)

    def _parts(self, style: str, name: str) -> Iterator[Node | None]:
        return (each.find(f"{W}{name}") for each in self._chain(style))

    def _chain(self, style: str) -> Iterator[Node]:
        seen: set[str] = set()
        while style in self._by_id and style not in seen:
            seen.add(style)
            yield self._by_id[style]
            style = value_at(self._by_id[style], "basedOn")


def _first(chain: list[Node], name: str) -> Node | None:
    return next((found for each in chain if (found := each.find(f"{W}{name}")) is not None), None)


def _is_on(element: Node | None) -> bool:
    return element is not None and value_of(element).lower() not in _OFF


def _is_white(color: Node | None) -> bool:
    if color is None:
        return False
    if color.get(f"{W}themeColor", "") in ("background1", "light1") and not color.get(f"{W}themeShade", ""):
        return True
    digits = value_of(color)
    return bool(re.fullmatch(r"[0-9A-Fa-f]{6}", digits)) and all(
        int(digits[at : at + 2], 16) >= _NEAR_WHITE for at in (0, 2, 4)
    )
