"""Somebody who talks with a whole assistant over documents in memory, and what is known of them afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assistant.answering.language import Language
from assistant.answering.pipeline import build_pipeline
from assistant.approved.hits import Hits
from assistant.approved.words import SameWords
from assistant.corpus.load import LoadResult
from assistant.desk_ports import ApprovedStore
from assistant.domain import Answer, DocumentVersion, Question
from assistant.eligibility.opening import RuleFiles, open_talk
from assistant.eligibility.telling import Telling
from assistant.service import Assistant
from tests.fakes.documents import RECORDED_AT
from tests.fakes.eligibility import KNOWLEDGE
from tests.fakes.stores import MemoryConversationStore, MemoryCorpusStore, MemoryLock
from tests.unit.eligibility.cold_store import OPEN
from tests.unit.service.test_stepping_back import MemoryIndexes


@dataclass
class Owner:
    """Talks in one conversation."""

    assistant: Assistant
    conversation_id: str | None = None

    def says(self, text: str, as_of: date = OPEN, **profile: str) -> Answer:
        answer = self.assistant.answer(Question(text, self.conversation_id, as_of, profile=profile))
        self.conversation_id = answer.conversation_id
        return answer


def owner_over(
    files: RuleFiles, spoken: Language, *versions: DocumentVersion, approved: ApprovedStore | None = None
) -> Owner:
    """An owner before an assistant that has these documents and judges by these rules."""
    assistant = Assistant(
        corpus=MemoryCorpusStore(),
        conversations=MemoryConversationStore(),
        indexes=MemoryIndexes(spoken),
        knowledge=lambda: LoadResult(tuple(each.document for each in versions), ()),
        pipeline=lambda catalogue, index, name: build_pipeline(catalogue, index, index, spoken, ""),
        lock=MemoryLock(),
        clock=lambda: RECORDED_AT,
        phrasings=lambda: (),
        cut=list,
        talk=lambda catalogue: open_talk(files, catalogue, spoken, ""),
        telling=Telling(spoken.replies, spoken.script),
        max_question_chars=200,
        approved=Hits(approved, spoken, SameWords.read(KNOWLEDGE), "", lambda: RECORDED_AT) if approved else None,
    )
    assistant.sync()
    return Owner(assistant)


def asked(answer: Answer) -> str:
    """The id of the fact that is asked for next."""
    assert answer.judged is not None
    return answer.judged.missing[0].id if answer.judged.missing else ""


def known(answer: Answer) -> dict[str, str]:
    """What is known by now, as it is shown."""
    return {fact.id: fact.shown for fact in answer.judged.profile} if answer.judged else {}


def told(answer: Answer) -> list[str]:
    """The programmes of which the verdicts stand."""
    return [each.programme_id for each in answer.judged.verdicts] if answer.judged else []
