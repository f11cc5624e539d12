"""Which index serves after a sync, and what happens to a damaged one."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, field, replace

import pytest

from assistant.answering.pipeline import Pipeline
from assistant.answering.turn import Turn
from assistant.corpus.load import LoadResult
from assistant.domain import AnswerStatus, DocumentVersion, Hit, Query, Question
from assistant.errors import EndpointUnavailable, IndexDamaged, NotReady, StorageUnavailable
from assistant.service import Assistant
from tests.fakes.documents import RECORDED_AT, document
from tests.fakes.eligibility import quiet_talk, quiet_telling
from tests.fakes.stores import MemoryConversationStore, MemoryCorpusStore, MemoryLock


@dataclass
class FakeIndex:
    """An index generation that knows how often it was completed."""

    name: str
    owner: FakeIndexes
    completed: int = 0
    problem: str = ""

    def check_embedding(self) -> None:
        if failure := self.owner.fail_to_match.get(self.name):
            raise failure

    def complete(self) -> None:
        if failure := self.owner.fail_to_complete.get(self.name):
            raise failure
        self.completed += 1

    def search(self, query: Query, limit: int, allowed: Container[str] | None = None) -> tuple[Hit, ...]:
        return ()

    def document_frequency(self, word: str) -> int:
        return 0

    def clause_count(self) -> int:
        return 1


@dataclass
class FakeIndexes:
    """Indexes that count what is asked of them; `first`, `second` … are their names."""

    built: list[str | None] = field(default_factory=list)
    opened: list[FakeIndex] = field(default_factory=list)
    damaged: set[str] = field(default_factory=set)
    fail_to_complete: dict[str, Exception] = field(default_factory=dict)
    fail_to_match: dict[str, Exception] = field(default_factory=dict)

    def build(self, versions: Sequence[DocumentVersion], previous: str | None) -> str:
        self.built.append(previous)
        return ("first", "second", "third")[len(self.built) - 1]

    def open(self, name: str) -> FakeIndex:
        if name in self.damaged:
            raise IndexDamaged("索引文件与建成时不一致。请重建索引")
        self.opened.append(FakeIndex(name, self))
        return self.opened[-1]

    def remove_stale(self, keep: str) -> None:
        pass


@pytest.fixture
def indexes() -> FakeIndexes:
    return FakeIndexes()


@pytest.fixture
def corpus() -> MemoryCorpusStore:
    return MemoryCorpusStore()


@pytest.fixture
def asked() -> list[str]:
    """The questions that pipelines were asked."""
    return []


@pytest.fixture
def assistant(indexes: FakeIndexes, corpus: MemoryCorpusStore, asked: list[str]) -> Assistant:
    return start(indexes, corpus, asked)


def start(indexes: FakeIndexes, corpus: MemoryCorpusStore, asked: list[str]) -> Assistant:
    def small_talk(turn: Turn) -> Turn:
        asked.append(turn.question.text)
        return replace(turn, status=AnswerStatus.ANSWERED, ended=True)

    return Assistant(
        corpus=corpus,
        conversations=MemoryConversationStore(),
        indexes=indexes,
        knowledge=lambda: LoadResult((document("一、目标\n\n到2024年底达到5000亿元。"),), ()),
        pipeline=lambda catalogue, index, name: Pipeline([("understand", small_talk)], verify=None),  # type: ignore[arg-type]
        lock=MemoryLock(),
        clock=lambda: RECORDED_AT,
        phrasings=lambda: (),
        cut=list,
        talk=quiet_talk,
        telling=quiet_telling(),
        max_question_chars=100,
    )


def test_nothing_is_answered_before_the_first_sync(assistant: Assistant) -> None:
    assert not assistant.readiness.ready
    with pytest.raises(NotReady):
        assistant.warm_up()


def test_the_first_sync_builds_an_index_and_opens_it_whole(assistant: Assistant, indexes: FakeIndexes) -> None:
    assert assistant.sync().index_name == "first"
    assert indexes.built == [None]
    assert [index.completed for index in indexes.opened] == [1]
    assert assistant.readiness.ready


def test_a_later_start_opens_the_index_once_and_completes_it_only_when_warming_up(
    assistant: Assistant, indexes: FakeIndexes, corpus: MemoryCorpusStore, asked: list[str]
) -> None:
    assistant.sync()
    indexes.opened.clear()
    later = start(indexes, corpus, asked)
    later.sync()
    assert [index.completed for index in indexes.opened] == [0]
    assert later.readiness.ready
    later.warm_up()
    assert [index.completed for index in indexes.opened] == [1]
    assert indexes.built == [None]


def test_a_sync_that_changes_nothing_opens_nothing(assistant: Assistant, indexes: FakeIndexes) -> None:
    assistant.sync()
    assistant.sync()
    assert len(indexes.opened) == 1


def test_what_is_slow_the_first_time_is_done_before_anyone_asks(assistant: Assistant, asked: list[str]) -> None:
    assistant.sync()
    assert len(asked) == 1
    assistant.answer(Question("目标是什么？"))
    assert asked[1:] == ["目标是什么？"]


def test_an_index_that_does_not_open_is_built_anew(
    assistant: Assistant, indexes: FakeIndexes, corpus: MemoryCorpusStore, caplog: pytest.LogCaptureFixture
) -> None:
    assistant.sync()
    indexes.damaged.add("first")
    assert start(indexes, corpus, []).sync().index_name == "second"
    assert indexes.built == [None, "first"]
    assert "building the index anew" in caplog.text


def test_an_index_found_damaged_later_is_built_anew_while_it_serves(
    assistant: Assistant, indexes: FakeIndexes, corpus: MemoryCorpusStore, caplog: pytest.LogCaptureFixture
) -> None:
    assistant.sync()
    indexes.fail_to_complete["first"] = IndexDamaged("向量索引自检：条款 a 找不到自己。请重建索引")
    later = start(indexes, corpus, [])
    assert later.sync().index_name == "first"
    later.warm_up()
    assert later.readiness.parts["index"] == corpus.index_name() == "second"
    assert indexes.built == [None, None]
    assert "building the index anew" in caplog.text


def test_an_index_that_cannot_be_completed_now_goes_on_serving(
    assistant: Assistant, indexes: FakeIndexes, corpus: MemoryCorpusStore
) -> None:
    assistant.sync()
    indexes.fail_to_complete["first"] = StorageUnavailable("连接不上 Chroma 服务器。")
    later = start(indexes, corpus, [])
    later.sync()
    with pytest.raises(StorageUnavailable):
        later.warm_up()
    assert later.readiness.ready
    assert later.answer(Question("目标是什么？")).status is AnswerStatus.ANSWERED


def test_an_index_of_another_embedding_serves_until_the_new_one_is_built(
    assistant: Assistant, indexes: FakeIndexes, corpus: MemoryCorpusStore
) -> None:
    assistant.sync()
    indexes.fail_to_match["first"] = IndexDamaged("索引用的不是现在所设的向量模型。请重建索引")
    later = start(indexes, corpus, [])
    assert later.sync().index_name == "first"
    later.warm_up()
    assert later.readiness.parts["index"] == corpus.index_name() == "second"
    assert indexes.built == [None, None]


def test_an_index_whose_endpoint_is_away_goes_on_serving_and_says_so(
    assistant: Assistant, indexes: FakeIndexes, corpus: MemoryCorpusStore
) -> None:
    assistant.sync()
    indexes.fail_to_match["first"] = EndpointUnavailable("连接不上向量接口。")
    later = start(indexes, corpus, [])
    later.sync()
    indexes.opened[-1].problem = "连接不上向量接口。"
    with pytest.raises(EndpointUnavailable):
        later.warm_up()
    assert later.readiness.ready
    assert later.readiness.parts["search"] == "连接不上向量接口。"
    assert corpus.index_name() == "first"
