"""Clauses with figures or conditions that no rule rests on are listed for the editor."""

from __future__ import annotations

from pathlib import Path

from assistant.corpus.catalogue import Catalogue
from assistant.eligibility.coverage import Uncovered, uncovered
from tests.fakes.rules import rule
from tests.unit.eligibility.cold_store import RULE, STATEMENTS, changed, cold_files, cold_store

LAWFUL = "      - {label: 守法, confirm: true, quote: 申请冷库补助要守法。}\n"


def listed(folder: Path, text: str = RULE, *further: str) -> dict[str, tuple[str, ...]]:
    """The texts of the clauses that are listed, with their figures."""
    document = rule("cold", "冷库办法", *STATEMENTS, *further)
    found: tuple[Uncovered, ...] = tuple(uncovered(cold_files(folder, text).programmes, Catalogue([document])))
    return {each.clause.text: each.figures for each in found}


def test_what_a_rule_rests_on_is_not_listed(tmp_path: Path) -> None:
    assert "申请冷库补助要守法。" not in listed(tmp_path)


def test_a_condition_that_no_rule_has_is_listed(tmp_path: Path) -> None:
    assert listed(tmp_path, changed((LAWFUL, "")))["申请冷库补助要守法。"] == ()


def test_a_sum_a_share_and_a_limited_count_are_listed_with_their_figures(tmp_path: Path) -> None:
    further = ("- 冷库面积补贴每项5万元。[^news]", "- 冷库耗电再补3%。[^news]", "- 冷库员工满20人以上。[^news]")
    found = listed(tmp_path, RULE, *further)
    assert found["冷库面积补贴每项5万元。"] == ("5万元",)
    assert found["冷库耗电再补3%。"] == ("3%",)
    assert found["冷库员工满20人以上。"] == ("满20人以上",)


def test_years_that_are_asked_for_are_listed(tmp_path: Path) -> None:
    assert listed(tmp_path, RULE, "- 冷库要用满5年以上。[^news]")["冷库要用满5年以上。"] == ("满5年以上",)


def test_what_states_neither_is_not_listed(tmp_path: Path) -> None:
    found = listed(tmp_path, RULE, "- 冷库里有3台机器。[^news]", "- 冷库在2025年建成。[^news]", "- 冷库很冷。[^news]")
    assert not {"冷库里有3台机器。", "冷库在2025年建成。", "冷库很冷。"} & set(found)


def test_documents_of_which_no_rule_is_made_and_those_that_are_gone_are_not_listed(tmp_path: Path) -> None:
    programmes = cold_files(tmp_path).programmes
    other = rule("warm", "暖房办法", "- 申请暖房补助要满20人以上。[^news]")
    assert list(uncovered(programmes, Catalogue([other]))) == []
    assert {each.clause.document_id for each in uncovered(programmes, Catalogue([cold_store(), other]))} == {"cold"}
