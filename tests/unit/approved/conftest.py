"""Language as it ships, a reader of questions, and somebody before an assistant with approved answers."""

from __future__ import annotations

import pytest

from assistant.answering.language import Language
from assistant.approved.reading import QuestionReader
from assistant.approved.words import SameWords
from assistant.domain import ApprovedAnswer, DocumentVersion
from tests.fakes.approved import APPROVED, cold_rule, event
from tests.fakes.approved_store import MemoryApprovedStore
from tests.fakes.eligibility import KNOWLEDGE, files_of
from tests.fakes.interview import language
from tests.fakes.owner import Owner, owner_over

FACTS = """
place: {name: 厂在哪里, type: place, ask: 厂在哪里？}
equipment: {name: 设备金额, type: money, ask: 设备多少钱？, read: {words: [设备]}}
"""


@pytest.fixture(scope="session")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> Language:
    return language(tmp_path_factory.mktemp("jieba"))


@pytest.fixture(scope="session")
def reader(spoken: Language) -> QuestionReader:
    return QuestionReader(spoken, SameWords.read(KNOWLEDGE))


@pytest.fixture
def store() -> MemoryApprovedStore:
    return MemoryApprovedStore()


@pytest.fixture
def before(spoken: Language, store: MemoryApprovedStore, tmp_path):
    """An owner before an assistant that knows these documents and answers."""
    (tmp_path / "eligibility_asked.yaml").write_text((KNOWLEDGE / "eligibility_asked.yaml").read_text())

    def opened(*answers: ApprovedAnswer, versions: tuple[DocumentVersion, ...] = ()) -> Owner:
        for answer in answers or (APPROVED,):
            store.add(answer, event("approved_added", answer.id))
        files = files_of(tmp_path, FACTS)
        return owner_over(files, spoken, *(versions or (cold_rule(),)), approved=store)

    return opened
