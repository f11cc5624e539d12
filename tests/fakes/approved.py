"""An approved answer over an invented rule for cold stores, for tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from assistant.answering.citations import CitationList
from assistant.answering.turn import Span
from assistant.corpus.catalogue import Catalogue
from assistant.domain import ApprovedAnswer, ApprovedState, AuditEvent, Citation, DocumentVersion, Paragraph
from tests.fakes.documents import RECORDED_AT, version
from tests.fakes.rules import day

TODAY = RECORDED_AT.date()
RULE = (
    "# 冷库补助办法\n\n一、标准\n\n冷库补助每家企业最高500万元。\n\n冷库补助在验收后三个月内发放。\n\n"
    "二、期限\n\n冷库办法有效期到2027年12月31日。\n"
)


def cold_rule(text: str = RULE, number: int = 1, **fields: object) -> DocumentVersion:
    """The rule, in force from 2025 to 2027."""
    dates = {"effective_on": day("2025-01-01"), "expires_on": day("2027-12-31"), "issued_on": day("2025-01-01")}
    named = {"id": "cold", "title": "冷库补助办法", "short_title": "冷库办法"}
    return version(text, number, **{**named, **dates, **fields})


def cited(quote: str, n: int = 1, *versions: DocumentVersion, as_of: date = TODAY) -> Citation:
    """A citation of these words."""
    catalogue = Catalogue(versions or (cold_rule(),))
    clause = next(each for each in catalogue.clauses.values() if quote in each.text and not each.heading)
    start = clause.text.find(quote)
    listed = CitationList(catalogue, as_of, "")
    listed.number(Span(clause.id, start, start + len(quote)))
    return replace(listed.citations[0], n=n)


APPROVED = ApprovedAnswer(
    id="a",
    question="冷库补助最高能拿多少钱？",
    variants=("冷库补助封顶多少",),
    paragraphs=(Paragraph("您好，冷库补助每家企业最高500万元。", (1,)), Paragraph("发放时间请向属地部门核实。")),
    citations=(cited("冷库补助每家企业最高500万元"),),
    state=ApprovedState.PUBLISHED,
    owner_id="u-agent",
    changed_at=RECORDED_AT,
    review_on=TODAY + timedelta(days=300),
    approved_at=RECORDED_AT,
    approved_by="陈科长",
    editor_id="u-agent",
)


def event(action: str, subject_id: str = APPROVED.id) -> AuditEvent:
    """What somebody did with it."""
    return AuditEvent(RECORDED_AT, None, "test", action, "approved_answer", subject_id)
