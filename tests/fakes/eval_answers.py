"""Hand-made documents, cases and answers for tests of the evals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from assistant.domain import (
    Answer,
    AnswerStatus,
    Citation,
    Document,
    DocumentVersion,
    Kind,
    PolicyDate,
    Precision,
    Question,
    Sentence,
    Validity,
)
from evals.dataset import Case
from evals.outcome import Asked, Corpus

PLAN_TEXT = (
    "一、主要目标\n到 2024 年底，全省纺织和服装产业营收达到 5000 亿元，建成 15 家以上“产业链协同”的服装产业集聚区。\n"
    "（五）新消费新场景专项行动\n举办 30 多场展博交流会。2024 年 12 月底前完成。"
)
PLAN = Document(
    id="plan",
    title="纺织服装行动方案",
    short_title="行动方案",
    kind=Kind.OFFICIAL_TEXT,
    issuer="广东省工业和信息化厅",
    doc_number=None,
    issued_on=PolicyDate(date(2024, 3, 1), Precision.MONTH),
    effective_on=None,
    expires_on=PolicyDate(date(2024, 12, 31), Precision.MONTH),
    repealed_on=None,
    region="广东省",
    url="https://example.org/plan",
    text=PLAN_TEXT,
    digest="0",
    validity_basis=("2024 年 12 月底前完成",),
)
CORPUS = Corpus.of([DocumentVersion(PLAN, 1, datetime(2024, 3, 1, tzinfo=UTC), ())])
TARGETS = "到 2024 年底，全省纺织和服装产业营收达到 5000 亿元，建成 15 家以上“产业链协同”的服装产业集聚区。"
FAIRS = "举办 30 多场展博交流会。"
DEADLINE = "2024 年 12 月底前完成。"


def case(**expect: Any) -> Case:
    """A development case; `expect` overrides an expectation of status answered."""
    question = expect.pop("question", "营收目标是多少？")
    slice_ = expect.pop("slice", "development")
    id_ = expect.pop("id", "figure-001")
    return Case.model_validate(
        {
            "id": id_,
            "category": expect.pop("category", "figure"),
            "slice": slice_,
            "question": question,
            "history": expect.pop("history", ()),
            "expect": {"status": ["answered"], **expect},
        }
    )


def citation(quote: str = TARGETS, n: int = 1, **changes: Any) -> Citation:
    """A citation of the plan with its true span."""
    start = PLAN_TEXT.index(quote)
    made = Citation(
        n=n,
        clause_id=f"plan:{n}",
        document_id="plan",
        version=1,
        title=PLAN.title,
        doc_number=None,
        issuer=PLAN.issuer,
        issued_on=PLAN.issued_on,
        kind=PLAN.kind,
        validity=Validity.IN_FORCE,
        locator="一、主要目标",
        quote=quote,
        start=start,
        end=start + len(quote),
        digest="0",
        url=PLAN.url,
        reader_url="/source/plan",
    )
    return replace(made, **changes)


def answer(
    *sentences: Sentence,
    citations: Sequence[Citation] = (),
    status: AnswerStatus = AnswerStatus.ANSWERED,
    notices: tuple[str, ...] = (),
    conversation_id: str = "c-1",
) -> Answer:
    """An answer whose text is its sentences with [n] markers, as of 2024-06-01."""
    text = "\n".join(s.text + "".join(f"[{n}]" for n in s.citations) for s in sentences)
    return Answer(
        id="a-1",
        conversation_id=conversation_id,
        question="",
        standalone="营收目标是多少？",
        status=status,
        as_of=date(2024, 6, 1),
        text=text,
        sentences=sentences,
        citations=tuple(citations),
        notices=notices,
    )


RIGHT = answer(Sentence(TARGETS, (1,)), citations=[citation()])


def asked(made: Answer = RIGHT, of: Case | None = None, again: Answer | None = None) -> Asked:
    """An asked case; without `again` the second answer equals the first."""
    return Asked(of or case(), made, again or made, CORPUS)


class ScriptedAssistant:
    """Gives the answers by question text; an exception among them is raised. Remembers what it was asked."""

    def __init__(self, answers: dict[str, Answer | Exception]) -> None:
        self._answers = answers
        self.questions: list[Question] = []

    def answer(self, question: Question) -> Answer:
        self.questions.append(question)
        given = self._answers[question.text]
        if isinstance(given, Exception):
            raise given
        return replace(given, conversation_id=question.conversation_id or f"c-{len(self.questions)}")
