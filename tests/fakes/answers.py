"""Answers for tests of what is recorded."""

from __future__ import annotations

from datetime import date

from assistant.domain import (
    Answer,
    AnswerStatus,
    Citation,
    Kind,
    Mode,
    PolicyDate,
    Precision,
    Sentence,
    Step,
    Validity,
)


def full_answer(identifier: str = "answer-1", conversation_id: str = "conversation-1", **fields: object) -> Answer:
    """An answer with every field set."""
    citation = Citation(
        n=1,
        clause_id="plan:2.2.1.s1",
        document_id="plan",
        version=2,
        title="示例“方案”",
        doc_number=None,
        issuer="某厅",
        issued_on=PolicyDate(date(2024, 3, 1), Precision.MONTH),
        kind=Kind.OFFICIAL_TEXT,
        validity=Validity.EXPIRED,
        locator="二、（二）示例 · 强化技改，大抓升级",
        quote="到 2024 年底达到 5000 亿元。",
        start=12,
        end=30,
        digest="d" * 64,
        url="https://example.test/1",
        reader_url="/documents/plan#2.2.1.s1",
    )
    values: dict[str, object] = {
        "id": identifier,
        "conversation_id": conversation_id,
        "question": "營收目標係幾多？\n😀",
        "standalone": "营收目标是多少？",
        "status": AnswerStatus.PARTLY_ANSWERED,
        "as_of": date(2026, 11, 23),
        "text": "到 2024 年底达到 5000 亿元。[1]",
        "sentences": (
            Sentence("到 2024 年底达到 5000 亿元。", (1,), ((2, 10), (12, 19)), True),
            Sentence("没有写明。"),
        ),
        "citations": (citation,),
        "notices": ("本文件已过期",),
        "follow_ups": ("有哪些举措？",),
        "mode": Mode.MODEL,
        "trace": (Step("understand", 0.1234567890123, {"route": "figure", "words": ["营收", 3, None, True, 0.25]}),),
    }
    return Answer(**(values | fields))  # type: ignore[arg-type]
