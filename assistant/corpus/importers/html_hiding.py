"""What a browser would not show: by attributes, by inline style, by the page's own style rules."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

# Each of these tries a stretch of a style sheet once, from its first character: a search that begins anew at every
# character of a broken sheet costs the square of its length. A comment without an end goes on to the end of the sheet.
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_RULE = re.compile(r"(?<![^{}])([^{}]+)\{([^{}]*)\}")
# Rules for paper or for narrow windows hide nothing from a person at a desk.
_CONDITIONAL = re.compile(
    r"(?<![^{};])((?:[^@{};]|@(?![\w-]))*+)@(?!media\s+(?:screen|all)\s*\{)[\w-]++[^{};]*+"
    r"(?:;|\{(?:[^{}]*+\{[^{}]*+\})*+[^{}]*+\})"
)
_DECLARATION = re.compile(r"(?<![a-z-])([a-z-]+)\s*:\s*([^;]+)")
_SIZE = re.compile(r"([\d.]+)(px|pt|em|rem|%)?")
_HEX = re.compile(r"#([0-9a-f]{3}|[0-9a-f]{6})$")
_RGB = re.compile(r"rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)(?:[\s,/]+([\d.]+))?\s*\)")
_LEAST_POINTS = 4
_POINTS = {"px": 0.75, "pt": 1.0, "em": 12.0, "rem": 12.0, "%": 0.12, None: 0.75}
_NEAR_WHITE = 0xF0
_FAR_OFF = re.compile(r"-\d{3,}")
_GONE = {"display": ("none",), "visibility": ("hidden", "collapse"), "content-visibility": ("hidden",)}

Style = dict[str, str]


class Hiding:
    """Knows the style rules of one page."""

    def __init__(self, tree: LexborHTMLParser) -> None:
        self._ruled: dict[int, Style] = {}
        for sheet in tree.css("style"):
            css = _CONDITIONAL.sub(r"\1", _COMMENT.sub("", sheet.text()))
            for selector, declarations in _RULE.findall(css):
                self._learn(tree, selector.strip(), _style(declarations))

    def how(self, node: LexborNode) -> str:
        """How an element is hidden, in words; empty if it is not."""
        attributes = node.attributes
        if "hidden" in attributes:
            return "hidden 属性"
        if (attributes.get("aria-hidden") or "").lower() == "true":
            return "aria-hidden"
        style = self._style_of(node)
        for name, values in _GONE.items():
            if style.get(name) in values:
                return f"{name}:{style[name]}"
        return _unreadable(style) or self._like_its_ground(node, style)

    def _learn(self, tree: LexborHTMLParser, selector: str, style: Style) -> None:
        from selectolax.lexbor import SelectolaxError

        if not style or selector in ("*", "html", "body"):
            return
        try:
            nodes = tree.css(selector)
        except SelectolaxError:
            return
        for node in nodes:
            self._ruled.setdefault(node.mem_id, {}).update(style)

    def _style_of(self, node: LexborNode) -> Style:
        own = _style(node.attributes.get("style") or "")
        if node.tag == "font" and (color := node.attributes.get("color")):
            own.setdefault("color", color.strip().lower())
        return self._ruled.get(node.mem_id, {}) | own

    def _like_its_ground(self, node: LexborNode, style: Style) -> str:
        if not _is_white(style.get("color", "")):
            return ""
        above: LexborNode | None = node
        while above is not None and above.is_element_node:
            ground = self._style_of(above)
            painted = ground.get("background-color") or ground.get("background") or above.attributes.get("bgcolor")
            if painted:
                return "白底白字" if _is_white(painted.split()[0].lower()) else ""
            above = above.parent
        return "白底白字"


def _style(declarations: str) -> Style:
    pairs = _DECLARATION.findall(declarations.lower())
    return {name: value.replace("!important", "").strip() for name, value in pairs}


def _unreadable(style: Style) -> str:
    if style.get("opacity", "1").rstrip("0.") == "":
        return "完全透明"
    size = _SIZE.fullmatch(style.get("font-size", ""))
    if size and float(size[1]) * _POINTS[size[2]] < _LEAST_POINTS:
        return f"字号 {style['font-size']}"
    if style.get("position") in ("absolute", "fixed") and any(
        _FAR_OFF.match(style.get(side, "")) for side in ("left", "top", "right", "bottom")
    ):
        return "移出页面"
    if _FAR_OFF.match(style.get("text-indent", "")):
        return "移出页面"
    flat = any(re.fullmatch(r"0(?:px|pt|em|%)?", style.get(side, "")) for side in ("height", "width", "max-height"))
    return "尺寸为零" if flat and style.get("overflow", "").startswith("hidden") else ""


def _is_white(color: str) -> bool:
    if color in ("white", "transparent", "#fff", "#ffffff", "snow", "ivory", "whitesmoke"):
        return True
    if found := _HEX.match(color):
        digits = found[1] if len(found[1]) == 6 else "".join(digit * 2 for digit in found[1])
        return all(int(digits[at : at + 2], 16) >= _NEAR_WHITE for at in (0, 2, 4))
    if found := _RGB.match(color):
        return found[4] == "0" or all(int(found[part]) >= _NEAR_WHITE for part in (1, 2, 3))
    return False
