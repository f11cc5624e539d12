"""A digest answers until the official text of its rule comes; then it steps back and stays readable."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import pytest

from assistant.answering.language import Language
from assistant.answering.pipeline import build_pipeline
from assistant.corpus.load import LoadResult
from assistant.domain import Answer, Confidence, Document, DocumentVersion, Kind, Question, Source
from assistant.service import Assistant
from tests.fakes.documents import RECORDED_AT, document
from tests.fakes.eligibility import quiet_talk, quiet_telling
from tests.fakes.interview import language
from tests.fakes.searcher import MemorySearcher
from tests.fakes.stores import MemoryConversationStore, MemoryCorpusStore, MemoryLock

NUMBER = "某工信规字〔2024〕7号"
ASKED = "冷库的奖补比例是多少？"
SOURCE = Source("news", "报道", "https://example.test/news", Confidence.NEWS)


def digest(**fields: object) -> Document:
    body = "# 冷库建设奖补办法（要点）\n\n一、能得到什么\n\n- 冷库的奖补比例不超过设备金额的20%。[^news]\n"
    values = {"doc_number": NUMBER, "kind": Kind.DIGEST, "shelf": "support", "sources": (SOURCE,), **fields}
    return document(body, id="cold-digest", title="冷库建设奖补办法", short_title="冷库要点", **values)


def official(**fields: object) -> Document:
    body = (
        "# 冷库建设奖补办法\n\n第一条　对冷库给予奖补，奖补比例为设备金额的18%。\n\n第二条　本办法自印发之日起施行。\n"
    )
    values = {"doc_number": NUMBER, **fields}
    return document(body, id="cold-text", title="冷库建设奖补办法", short_title="冷库办法", **values)


class MemoryIndex(MemorySearcher):
    """An index generation in memory; nothing is left to be opened later."""

    problem = ""

    def complete(self) -> None:
        pass

    def check_embedding(self) -> None:
        pass


@dataclass
class MemoryIndexes:
    """Indexes in memory; remembers which documents the newest one was built over."""

    spoken: Language
    held: tuple[DocumentVersion, ...] = ()
    built: list[tuple[str, ...]] = field(default_factory=list)

    def build(self, versions: Sequence[DocumentVersion], previous: str | None) -> str:
        self.held = tuple(versions)
        self.built.append(tuple(version.document.id for version in versions))
        return f"index-{len(self.built)}"

    def open(self, name: str) -> MemoryIndex:
        return MemoryIndex([clause for version in self.held for clause in version.clauses], self.spoken.tokenizer)

    def remove_stale(self, keep: str) -> None:
        pass


@dataclass
class Library:
    """An Assistant and the files it reads, which a test may change."""

    assistant: Assistant
    indexes: MemoryIndexes
    files: list[Document]

    def put(self, *documents: Document) -> None:
        """These are all files from now on."""
        self.files[:] = sorted(documents, key=lambda each: each.id)
        self.assistant.sync()

    def ask(self, text: str = ASKED) -> Answer:
        return self.assistant.answer(Question(text, as_of=date(2026, 11, 23)))


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> Language:
    return language(tmp_path_factory.mktemp("jieba"))


@pytest.fixture
def library(spoken: Language) -> Library:
    files: list[Document] = []
    indexes = MemoryIndexes(spoken)
    assistant = Assistant(
        corpus=MemoryCorpusStore(),
        conversations=MemoryConversationStore(),
        indexes=indexes,
        knowledge=lambda: LoadResult(tuple(files), ()),
        pipeline=lambda catalogue, index, name: build_pipeline(catalogue, index, index, spoken, ""),
        lock=MemoryLock(),
        clock=lambda: RECORDED_AT,
        phrasings=lambda: (),
        cut=list,
        talk=quiet_talk,
        telling=quiet_telling(),
        max_question_chars=100,
    )
    return Library(assistant, indexes, files)


def cited(answer: Answer) -> set[str]:
    return {citation.document_id for citation in answer.citations}


def test_a_digest_answers_while_its_official_text_is_not_there(library: Library) -> None:
    library.put(digest())
    told = library.ask()
    assert cited(told) == {"cold-digest"}
    assert "20%" in told.text
    assert "要点据公开信息整理" in told.text


@pytest.mark.parametrize(
    ("kept", "came"),
    [(digest(), official()), (digest(doc_number=None, replaced_by="cold-text"), official())],
    ids=["same number", "named"],
)
def test_once_the_official_text_has_come_answers_rest_on_it_alone(
    library: Library, kept: Document, came: Document
) -> None:
    library.put(kept)
    library.put(kept, came)
    told = library.ask()
    assert cited(told) == {"cold-text"}
    assert "18%" in told.text
    assert "20%" not in told.text
    assert "要点据公开信息整理" not in told.text
    assert library.indexes.built == [("cold-digest",), ("cold-text",)]


def test_what_the_digest_said_stays_readable(library: Library) -> None:
    library.put(digest())
    earlier = library.ask()
    library.put(digest(), official())
    assert library.assistant.recorded_answer(earlier.id) == earlier
    for citation in earlier.citations:
        version, clause = library.assistant.clause(citation.clause_id)
        assert version.document.id == "cold-digest"
        assert citation.quote in clause.text
    assert [each.document.id for each in library.assistant.documents()] == ["cold-digest", "cold-text"]
    assert library.assistant.document("cold-digest").version == 1


def test_an_official_text_of_another_number_stands_beside_the_digest(library: Library) -> None:
    library.put(digest(), official(doc_number="某工信规字〔2025〕1号"))
    assert library.indexes.built == [("cold-digest", "cold-text")]


def test_when_the_official_text_goes_the_digest_answers_again(library: Library) -> None:
    library.put(digest(), official())
    assert cited(library.ask()) == {"cold-text"}
    library.put(digest())
    assert cited(library.ask()) == {"cold-digest"}
