"""The words of a checklist: complete in every language, used, and free of figures."""

from __future__ import annotations

import re

import pytest

from assistant.domain import Kind, Outcome, Validity, WindowState
from assistant.eligibility.checklist_parts import Part
from assistant.eligibility.checklist_words import read_checklist_words
from assistant.errors import MalformedKnowledge
from assistant.language.quantities import find_document_numbers, find_quantities
from tests.fakes.interview import ROOT
from tests.fakes.verdicts import CHINESE, WORDS

PATH = ROOT / "prompts" / "checklist.yaml"
FILES = [
    *(ROOT / "assistant" / "eligibility").glob("checklist*.py"),
    *(ROOT / "assistant").glob("channels/exports/*.py"),
]
SOURCE = "\n".join(path.read_text("utf-8") for path in FILES)
PUT_TOGETHER = {
    *(f"heading.{part}" for part in Part),
    *(f"absent.{part}" for part in Part),
    *(f"outcome.{outcome}" for outcome in Outcome),
    *(f"apart.{outcome}" for outcome in Outcome if outcome.value not in ("upcoming", "closed", "expired")),
    *(f"sort.{kind}" for kind in Kind),
    *(f"standing.{validity}" for validity in Validity),
    *(f"round.{state}" for state in WindowState),
    "round.apart",
    *(f"round.{name}{ending}" for name in ("opens", "closes") for ending in ("", "_in", "_about")),
    *(f"calendar.{beginning}{name}" for name in ("opens", "closes") for beginning in ("", "about_", "no_", "past_")),
    *(f"mark.{name}" for name in ("met", "not_met", "open", "confirm", "untold", "unseen", "spared", "shut_out")),
    *(f"mark.{name}" for name in ("holds", "over")),
    *(f"mark.{name}" for name in ("open_round", "no_round", "not_this_round")),
    *(f"estimate.{name}" for name in ("fixed", "reckoned", "missing", "open")),
    *(f"relation.{name}" for name in ("together", "apart")),
    *(f"column.{name}" for name in ("mark", "condition", "exclusion", "quote", "told")),
    *(f"form.{name}" for name in ("programme", "dated", "enterprise", "filled")),
}


def read(path):
    return read_checklist_words(path, str)


def test_every_name_that_the_code_puts_together_exists() -> None:
    assert set(CHINESE.names) >= PUT_TOGETHER


def test_no_name_that_the_code_writes_out_is_missing_and_none_is_left_over() -> None:
    groups = "|".join(sorted({name.split(".")[0] for name in CHINESE.names if "." in name}))
    written = set(re.findall(rf'"((?:{groups})\.[a-z_]+)"', SOURCE))
    written |= set(re.findall(r'(?:words|self)\("([a-z]+)"', SOURCE))
    assert written <= set(CHINESE.names)
    assert {*CHINESE.names} - PUT_TOGETHER - written == set()


@pytest.mark.parametrize("language", WORDS)
def test_a_wording_holds_no_figure_of_its_own(language: str) -> None:
    words = WORDS[language]
    for name in words.names:
        if name == "numerals":
            continue
        wording = words(name, **dict.fromkeys(words.fields(name), ""))
        assert find_quantities(wording) == (), name
        assert find_document_numbers(wording) == (), name


def test_a_wording_that_one_language_lacks_is_refused_with_its_name(tmp_path) -> None:
    path = tmp_path / "checklist.yaml"
    path.write_text(PATH.read_text("utf-8").replace('  dated: "As of {as_of}"\n', "", 1), "utf-8")
    with pytest.raises(MalformedKnowledge) as refused:
        read(path)
    assert "dated" in refused.value.problem


def test_a_wording_with_fields_that_the_other_language_lacks_is_refused(tmp_path) -> None:
    path = tmp_path / "checklist.yaml"
    path.write_text(PATH.read_text("utf-8").replace('"As of {as_of}"', '"As of {day}"', 1), "utf-8")
    with pytest.raises(MalformedKnowledge) as refused:
        read(path)
    assert "dated" in refused.value.problem


@pytest.mark.parametrize("content", [None, "zh-Hans: [", "zh-Hans: text\nen: text", "en: {title: a}"])
def test_a_file_that_cannot_be_read_is_refused_with_a_remedy(tmp_path, content) -> None:
    path = tmp_path / "checklist.yaml"
    if content is not None:
        path.write_text(content, "utf-8")
    with pytest.raises(MalformedKnowledge) as refused:
        read(path)
    assert refused.value.remedy


def test_traditional_is_the_simplified_wording_converted_and_its_fields_stay() -> None:
    words = WORDS["zh-Hant"]
    assert words("column.told") == "企業自述"
    assert all(words.fields(name) == CHINESE.fields(name) for name in words.names)
