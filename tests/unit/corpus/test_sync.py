from pathlib import Path

from assistant.corpus import LoadResult
from assistant.corpus.sync import SyncPlan, plan_sync
from assistant.errors import MalformedKnowledge
from tests.fakes.documents import document, version


def loaded(*documents, broken=()):
    problems = tuple(MalformedKnowledge(Path(path), 1, "坏了", "请修") for path in broken)
    return LoadResult(tuple(documents), problems)


FIRST, SECOND = document("甲。", id="first"), document("乙。", id="second")
STORED = {"first": version("甲。", id="first"), "second": version("乙。", id="second")}


def test_a_first_sync_stores_everything():
    assert plan_sync(loaded(FIRST, SECOND), {}) == SyncPlan((FIRST, SECOND), (), ())


def test_a_second_sync_changes_nothing():
    assert plan_sync(loaded(FIRST, SECOND), STORED) == SyncPlan((), (), ("first", "second"))


def test_an_edited_document_is_changed():
    edited = document("甲甲。", id="first")
    assert plan_sync(loaded(edited, SECOND), STORED) == SyncPlan((edited,), (), ("second",))


def test_a_removed_file_is_withdrawn():
    assert plan_sync(loaded(FIRST), STORED) == SyncPlan((), ("second",), ("first",))


def test_a_malformed_file_goes_on_serving_as_stored():
    plan = plan_sync(loaded(FIRST, broken=["knowledge/documents/second.md"]), STORED)
    assert plan == SyncPlan((), (), ("first", "second"))


def test_a_malformed_file_that_was_never_stored_is_left_out():
    plan = plan_sync(loaded(FIRST, SECOND, broken=["knowledge/documents/third.md"]), STORED)
    assert plan.unchanged == ("first", "second")


def test_nothing_is_withdrawn_when_a_folder_cannot_be_opened():
    assert plan_sync(loaded(broken=["knowledge/documents"]), STORED).withdrawn == ()
