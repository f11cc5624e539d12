"""What documents are about: from a controlled list, and no part of what a version is."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.corpus import LoadResult, load_documents, read_document
from assistant.corpus.check import Severity, check_documents
from assistant.corpus.diff import diff_versions
from assistant.corpus.topics import read_topics, with_topics
from tests.fakes.documents import document, version

SHIPPED = Path(__file__).parents[3] / "knowledge"
TOPICS = {"绿色": "节能", "数字化": "转型"}
FILE = """---
id: rule
title: 冷库办法
short_title: 冷库办法
kind: official_text
{topics}
issuer: 某厅
doc_number: null
issued_on: null
expires_on: null
region: 某省
url: https://example.test/rule
---

# 冷库办法

给予奖励。
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "rule.md").write_text(FILE.format(topics="topics: [绿色, 数字化]"), "utf-8")
    (tmp_path / "topics.yaml").write_text("# 说明\n绿色: 节能\n数字化: 转型\n", "utf-8")
    return tmp_path


def found(*topics: str) -> list[str]:
    return [each.message for each in check_documents(LoadResult((document("一句话。", topics=topics),), (), TOPICS))]


def test_topics_are_read_from_the_file_and_the_list_from_the_folder(folder: Path) -> None:
    loaded = load_documents([folder, folder / "nothing"])
    assert loaded.documents[0].topics == ("绿色", "数字化")
    assert loaded.topics == TOPICS


@pytest.mark.parametrize("topics", ["", "topics: []", "topics: [别的]"])
def test_topics_are_no_part_of_a_digest(folder: Path, topics: str) -> None:
    path = folder / "documents" / "rule.md"
    with_both = read_document(path).digest
    path.write_text(FILE.format(topics=topics), "utf-8")
    assert read_document(path).digest == with_both


def test_other_topics_are_no_change_of_a_document() -> None:
    before, after = version("一句话。", topics=("绿色",)), version("一句话。", 2, topics=("数字化",))
    assert diff_versions(before, after, list).fields == ()


def test_a_stored_version_is_told_with_the_topics_that_its_file_has_now() -> None:
    stored = version("一句话。", topics=("绿色",))
    now = document("另一句话。", topics=("数字化",))
    told = with_topics(stored, now)
    assert (told.document.topics, told.document.text, told.clauses) == (("数字化",), "一句话。", stored.clauses)
    assert with_topics(stored, None) is stored


@pytest.mark.parametrize(
    ("topics", "told"),
    [
        ((), "没有写 topics。请从 topics.yaml 里选：绿色、数字化"),
        (("环保",), "topics 的“环保”不在 topics.yaml 里。请从 topics.yaml 里选：绿色、数字化"),
        (("绿色", "绿色"), "topics 的“绿色”写了两次。请只保留一处"),
    ],
)
def test_wrong_topics_are_refused_by_name(topics: tuple[str, ...], told: str) -> None:
    assert found(*topics) == [told]


def test_right_topics_are_not_remarked_upon_and_without_a_list_none_are_asked_for() -> None:
    assert found("绿色", "数字化") == []
    assert check_documents(LoadResult((document("一句话。"),), ())) == ()


def test_a_list_that_cannot_be_read_is_named_with_its_line(folder: Path) -> None:
    (folder / "topics.yaml").write_text("绿色: 节能\n绿色: 环保\n", "utf-8")
    loaded = load_documents([folder])
    assert [(problem.path.name, problem.line) for problem in loaded.problems] == [("topics.yaml", 2)]
    assert {each.severity for each in check_documents(loaded)} == {Severity.ERROR}


def test_every_topic_of_our_list_is_explained_in_a_line_and_used() -> None:
    topics, problems = read_topics([SHIPPED])
    used = {topic for each in load_documents([SHIPPED]).documents for topic in each.topics}
    assert (used, problems) == (set(topics), ())
    assert all(4 <= len(told) <= 40 for told in topics.values())
