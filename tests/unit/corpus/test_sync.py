from pathlib import Path

from assistant.corpus import LoadResult
from assistant.corpus.sync import new_versions, plan_sync
from assistant.errors import MalformedKnowledge
from tests.fakes.documents import RECORDED_AT, document


def loaded(*documents, broken=()):
    problems = tuple(MalformedKnowledge(Path(path), 1, "坏了", "请修") for path in broken)
    return LoadResult(tuple(documents), problems)


FIRST, SECOND = document("甲。", id="first"), document("乙。", id="second")
STORED = new_versions([FIRST, SECOND], {}, RECORDED_AT)


def test_a_first_sync_stores_everything():
    plan = plan_sync(loaded(FIRST, SECOND), [])
    assert (plan.changed, plan.withdrawn, plan.unchanged) == ((FIRST, SECOND), (), ())


def test_a_second_sync_changes_nothing():
    plan = plan_sync(loaded(FIRST, SECOND), STORED)
    assert plan.is_empty
    assert plan.unchanged == ("first", "second")


def test_an_edited_document_is_changed():
    edited = document("甲甲。", id="first")
    assert plan_sync(loaded(edited, SECOND), STORED).changed == (edited,)


def test_a_removed_file_is_withdrawn():
    assert plan_sync(loaded(FIRST), STORED).withdrawn == ("second",)


def test_a_malformed_file_is_not_withdrawn():
    plan = plan_sync(loaded(FIRST, broken=["knowledge/documents/second.md"]), STORED)
    assert plan.is_empty


def test_nothing_is_withdrawn_when_a_folder_cannot_be_opened():
    assert plan_sync(loaded(broken=["knowledge/documents"]), STORED).is_empty


def test_versions_count_on_from_what_is_stored():
    first, second = new_versions([FIRST, SECOND], {"first": 3}, RECORDED_AT)
    assert (first.version, second.version) == (4, 1)
    assert first.clauses[0].text == "甲。"
