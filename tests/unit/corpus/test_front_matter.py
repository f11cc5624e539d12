"""Rounds, sources, status and successors in the head of a file; each mistake is named with file, line and remedy."""

import hashlib
import json
from datetime import date
from pathlib import Path

import pytest

from assistant.corpus import load_documents, read_document
from assistant.corpus.front_matter import canonical, read_front_matter
from assistant.corpus.parse import PARSER_VERSION
from assistant.domain import Confidence, Kind, PolicyDate, Precision, ReviewedStatus, Source, Window
from assistant.errors import MalformedKnowledge

PLAIN = """---
id: rule
title: 冷库建设奖补办法
short_title: 冷库办法
aliases: [冷库奖补]
kind: official_text
issuer: 某省某厅
doc_number: null
issued_on: 2024-03
effective_on: null
expires_on: 2027-12
validity_basis:
  - 有效期到2027年12月
region: 某省
url: https://example.test/rule
note: 节录
---
"""
FULL = """---
id: rule
title: 冷库建设奖补办法
short_title: 冷库办法
kind: digest
issuer: 某省某厅
doc_number: 某工信〔2024〕7号
issued_on: null
expires_on: null
repealed_on: 2026-06-30
status: in_force
reviewed_on: 2026-11-23
supersedes: [old-rule, older-rule]
superseded_by: new-rule
replaced_by: rule-text
windows:
  - name: 2025年度
    opens_on: 2024-09-01
    closes_on: 2024-10
    note: 各市截止日不同
  - name: 2026年度
    opens_on: null
    closes_on:
regions: [沿海, 山区]
region: 某省
url: https://example.test/rule
sources:
  bureau: {name: 省厅网站, url: "https://example.test/bureau", confidence: official}
  elsewhere:
    name: 转载页
    url: https://example.test/copy
    confidence: reprint
---
"""
BODY = "\n# 冷库建设奖补办法\n\n有效期到2027年12月。\n"


def head(text):
    return read_front_matter(Path("rule.md"), text + BODY)[0]


@pytest.fixture
def write(tmp_path):
    folder = tmp_path / "documents"
    folder.mkdir()

    def write(text):
        path = folder / "rule.md"
        path.write_text(text + BODY, encoding="utf-8")
        return path

    return write


def test_a_head_without_the_fields_of_a_digest_has_none_of_them():
    plain = head(PLAIN)
    assert (plain.status, plain.reviewed_on, plain.superseded_by, plain.replaced_by) == (None, None, None, None)
    assert (plain.supersedes, plain.windows, plain.regions, plain.sources) == ((), (), (), ())


def test_rounds_keep_their_order_and_the_precision_of_their_days():
    assert head(FULL).windows == (
        Window(
            "2025年度",
            PolicyDate(date(2024, 9, 1), Precision.DAY),
            PolicyDate(date(2024, 10, 1), Precision.MONTH),
            "各市截止日不同",
        ),
        Window("2026年度", None, None),
    )


def test_sources_are_read_by_their_key_however_they_are_written():
    assert head(FULL).sources == (
        Source("bureau", "省厅网站", "https://example.test/bureau", Confidence.OFFICIAL),
        Source("elsewhere", "转载页", "https://example.test/copy", Confidence.REPRINT),
    )


def test_what_a_reviewer_found_and_what_a_rule_replaces_are_read():
    full = head(FULL)
    assert (full.status, full.reviewed_on) == (
        ReviewedStatus.IN_FORCE,
        PolicyDate(date(2026, 11, 23), Precision.DAY),
    )
    assert (full.supersedes, full.superseded_by) == (("old-rule", "older-rule"), "new-rule")
    assert (full.replaced_by, full.regions) == ("rule-text", ("沿海", "山区"))


@pytest.mark.parametrize(
    ("kind", "shelf"), [(Kind.DIGEST, "support"), (Kind.OFFICIAL_TEXT, "main"), (Kind.INTERPRETATION, "main")]
)
def test_digests_stand_on_a_shelf_of_their_own(kind, shelf):
    assert head(PLAIN.replace("official_text", kind)).shelf == shelf


def test_a_file_may_name_its_shelf():
    assert head(PLAIN.replace("note: 节录", "shelf: harbour")).shelf == "harbour"


@pytest.mark.parametrize("empty", ["windows: []", "regions: []", "supersedes: []", "status: null", "sources: {}"])
def test_a_field_without_a_value_is_as_good_as_none(empty):
    assert head(PLAIN.replace("note: 节录", f"note: 节录\n{empty}")) == head(PLAIN)


@pytest.mark.parametrize(
    ("right", "wrong", "line", "problem"),
    [
        ("status: in_force", "status: valid", 11, "字段“status”不能是“valid”"),
        ("status: in_force", "status: [in_force]", 11, "字段“status”应是单行文字"),
        ("reviewed_on: 2026-11-23", "reviewed_on: 昨天", 12, "字段“reviewed_on”不是日期"),
        ("superseded_by: new-rule", "superseded_by: [new-rule]", 14, "字段“superseded_by”应是单行文字"),
        ("[old-rule, older-rule]", "{id: old-rule}", 13, "字段“supersedes”的值应是文字"),
        ("replaced_by:", "replacedby:", 15, "不认识的字段“replacedby”"),
        ("name: 2025年度", "name:", 17, "这里应是一个词或一句话"),
        ("- name: 2025年度\n    opens_on", "- opens_on", 17, "缺少 name"),
        ("opens_on: 2024-09-01", "opens_on: 9月1日", 18, "不是日期：“9月1日”"),
        ("opens_on: 2024-09-01", "opens_on: 2024-09-31", 18, "不是日期：“2024-09-31”"),
        ("closes_on: 2024-10\n", "closes_on: 2024-08-31\n", 17, "截止日 2024-08-31 早于开始日 2024-09-01"),
        ("closes_on: 2024-10\n", "ends_on: 2024-10\n", 19, "不认识的字段“ends_on”"),
        ("closes_on: 2024-10\n", "opens_on: 2024-10\n", 19, "“opens_on”写了两次"),
        ("closes_on: 2024-10\n", "closes_on: [2024-10]\n", 19, "这里应是一个词或一句话"),
        ("- name: 2025年度", "- 2025年度\n  - name: 2025年度", 17, "这里应是“名称: 内容”"),
        ("confidence: official", "confidence: sure", 28, "confidence 不能是“sure”"),
        ("confidence: reprint", "confidence: Reprint", 32, "confidence 不能是“Reprint”"),
        ("    confidence: reprint\n", "", 30, "缺少 confidence"),
        (', url: "https://example.test/bureau"', "", 28, "缺少 url"),
        ("name: 省厅网站", "title: 省厅网站", 28, "不认识的字段“title”"),
        ("elsewhere:", "bureau:", 29, "“bureau”写了两次"),
    ],
)
def test_a_mistake_is_named_with_file_line_and_remedy(write, right, wrong, line, problem):
    assert FULL.count(right) == 1
    path = write(FULL.replace(right, wrong))
    loaded = load_documents([path.parents[1]])
    assert loaded.documents == ()
    (found,) = loaded.problems
    assert (found.path, found.line) == (path, line)
    assert problem in found.problem
    assert found.remedy


@pytest.mark.parametrize(("field", "wrong"), [("windows", "{name: 一轮}"), ("sources", "[bureau]")])
def test_rounds_are_a_list_and_sources_have_names(write, field, wrong):
    (found,) = load_documents([write(PLAIN.replace("note: 节录", f"{field}: {wrong}")).parents[1]]).problems
    assert found.line == PLAIN[: PLAIN.index("note:")].count("\n") + 1
    assert "这里应是" in found.problem


def test_an_unknown_confidence_is_told_with_those_that_there_are(write):
    (found,) = load_documents([write(FULL.replace("confidence: official", "confidence: sure")).parents[1]]).problems
    assert all(each in found.problem for each in Confidence)


def test_a_round_may_open_and_close_within_the_same_month():
    closing = head(FULL.replace("closes_on: 2024-10\n", "closes_on: 2024-09\n")).windows[0].closes_on
    assert closing.last_day == date(2024, 9, 30)


def test_what_a_digest_is_taken_over_names_no_field_that_the_file_does_not_use():
    assert set(canonical(head(PLAIN))) == {
        *("id", "title", "short_title", "kind", "issuer", "doc_number", "issued_on", "expires_on", "region", "url"),
        *("effective_on", "repealed_on", "completes_on", "aliases", "interprets", "validity_basis", "note"),
    }


def test_the_digest_of_a_file_that_uses_none_of_the_new_fields_is_what_it_was_before_there_were_any(write):
    fields = {
        "id": "rule",
        "title": "冷库建设奖补办法",
        "short_title": "冷库办法",
        "kind": "official_text",
        "issuer": "某省某厅",
        "doc_number": None,
        "issued_on": "2024-03",
        "effective_on": None,
        "expires_on": "2027-12",
        "repealed_on": None,
        "completes_on": None,
        "region": "某省",
        "url": "https://example.test/rule",
        "aliases": ["冷库奖补"],
        "interprets": None,
        "validity_basis": ["有效期到2027年12月"],
        "note": "节录",
    }
    content = json.dumps([PARSER_VERSION, fields, BODY.strip()], ensure_ascii=False, sort_keys=True)
    assert read_document(write(PLAIN)).digest == hashlib.sha256(content.encode()).hexdigest()


@pytest.mark.parametrize(
    ("field", "other"),
    [
        ("status: in_force", "status: over"),
        ("reviewed_on: 2026-11-23", "reviewed_on: 2026-11-24"),
        ("closes_on: 2024-10", "closes_on: 2024-11"),
        ("note: 各市截止日不同", "note: 各市一样"),
        ("[沿海, 山区]", "[沿海]"),
        ("superseded_by: new-rule", "superseded_by: null"),
        ("replaced_by: rule-text", "replaced_by: null"),
        ("confidence: reprint", "confidence: news"),
        ("[old-rule, older-rule]", "[old-rule]"),
    ],
)
def test_a_field_that_a_file_does_use_changes_its_digest(write, field, other):
    before = read_document(write(FULL)).digest
    assert read_document(write(FULL.replace(field, other))).digest != before


def test_the_document_carries_all_that_its_head_states(write):
    read = read_document(write(FULL))
    full = head(FULL)
    for name in (
        "status",
        "reviewed_on",
        "supersedes",
        "superseded_by",
        "replaced_by",
        "windows",
        "regions",
        "sources",
    ):
        assert getattr(read, name) == getattr(full, name)


CITIES = """    closes_on: 2024-10
    closes_from: 2024-10-08
    cities: {东港: 2024-10-11}
"""


def test_the_days_of_cities_are_read_with_the_round():
    (window, _) = head(FULL.replace("    closes_on: 2024-10\n", CITIES)).windows
    assert (str(window.closes_from), [(city, str(day)) for city, day in window.cities]) == (
        "2024-10-08",
        [("东港", "2024-10-11")],
    )


def test_a_window_that_covers_loans_says_so():
    assert head(FULL.replace("    note: 各市", "    covers: true\n    note: 各市")).windows[0].covers


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("东港: 2024-10-11", "东港: 2024-11-01", "晚于 closes_on"),
        ("东港: 2024-10-11", "东港: 2024-08-01", "早于开始日"),
        ("东港: 2024-10-11", "东港: 2024-10-07", "早于 closes_from"),
        ("东港: 2024-10-11", "东港:", "各市的截止日要写明"),
        ("closes_from: 2024-10-08", "covers: 是", "covers 应写 true 或 false"),
    ],
)
def test_days_of_cities_that_cannot_be_are_refused(before, after, said):
    text = FULL.replace("    closes_on: 2024-10\n", CITIES.replace(before, after))
    with pytest.raises(MalformedKnowledge, match=said):
        head(text)


def test_what_a_round_does_not_use_changes_no_digest():
    assert all(len(fields) == 4 for fields in canonical(head(FULL))["windows"])
