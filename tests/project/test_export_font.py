"""The font that PDF files embed, as it ships."""

from __future__ import annotations

import re

from reportlab.pdfbase.ttfonts import TTFont

from tests.project.export_font import FILE, ROOT

FONT = TTFont("part", str(FILE))
FOREIGN = re.compile("[\u3400-\u9fff]")


def test_every_chinese_character_of_the_documents_and_of_our_own_words_is_drawn() -> None:
    files = [*(ROOT / "knowledge" / "documents").glob("*.md"), *(ROOT / "prompts").glob("*.yaml")]
    wanted = {char for path in files for char in path.read_text("utf-8") if FOREIGN.match(char)}
    assert sorted(char for char in wanted if ord(char) not in FONT.face.charToGlyph) == []


def test_signs_that_a_checklist_draws_are_in_it() -> None:
    assert [sign for sign in "☐☑☒〔〕《》“”·×％①" if ord(sign) not in FONT.face.charToGlyph] == []


def test_its_licence_stands_beside_it() -> None:
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FILE.parent / "OFL.txt").read_text("utf-8")


def test_it_is_small_enough_to_be_kept_in_memory() -> None:
    assert FILE.stat().st_size < 5_000_000
