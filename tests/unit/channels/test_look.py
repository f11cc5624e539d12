"""The look of the plain pages: readable by day, by night and on paper."""

from __future__ import annotations

import re
from itertools import product

import pytest

from assistant.channels.web.reader import TEMPLATES

STYLE = (TEMPLATES / "reader.css").read_text("utf-8")
DAY, NIGHT, PAPER = (
    dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block)) for block in re.findall(r":root \{(.*?)\n *\}", STYLE, re.S)
)
PAIRS = [
    *product(["text", "link"], ["ground", "sheet", "head", "info", "caution", "alarm", "well", "clause"]),
    *product(["faint"], ["ground", "sheet"]),
    *product(["bad", "good"], ["ground", "sheet"]),
    ("text", "mark"), ("removed", "alarm"), ("inserted", "well"),
    ("bar-text", "bar"), ("code-text", "code"),
]  # fmt: skip


def light(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("colours", [DAY, DAY | NIGHT, DAY | PAPER], ids=["day", "night", "paper"])
@pytest.mark.parametrize(("word", "ground"), PAIRS)
def test_words_stand_out_from_their_ground(colours: dict[str, str], word: str, ground: str) -> None:
    bright, dim = sorted((light(colours[word]), light(colours[ground])), reverse=True)
    assert (bright + 0.05) / (dim + 0.05) >= 4.5


def test_every_colour_is_named_once_and_has_a_twin_for_the_night() -> None:
    assert NIGHT.keys() == DAY.keys()
    assert set(re.findall(r"var\(--([\w-]+)\)", STYLE)) == DAY.keys()
    rules = re.sub(r":root \{.*?\n *\}", "", STYLE, flags=re.S)
    assert re.findall(r"#[0-9a-f]{3,6}\b", rules) == []
