"""Documents for tests, from a Markdown body alone."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime

from assistant.corpus import parse_clauses
from assistant.corpus.layout import strip_layout
from assistant.domain import Document, DocumentVersion, Kind, PolicyDate, Precision

RECORDED_AT = datetime(2026, 11, 23, 8, 30, 0, 123456, tzinfo=UTC)


def document(body: str, **fields: object) -> Document:
    """A document with this body; any field can be given."""
    text, marks = strip_layout(body)
    plain = Document(
        id="sample",
        title="示例文件",
        short_title="示例",
        kind=Kind.OFFICIAL_TEXT,
        issuer="某省某厅",
        doc_number=None,
        issued_on=None,
        effective_on=None,
        expires_on=None,
        repealed_on=None,
        region="广东省",
        url="https://example.test/1",
        text=text,
        digest=hashlib.sha256(body.encode()).hexdigest(),
        marks=marks,
    )
    return replace(plain, **fields)  # type: ignore[arg-type]


def version(body: str, number: int = 1, **fields: object) -> DocumentVersion:
    """The parsed version of such a document."""
    parsed = document(body, **fields)
    return DocumentVersion(parsed, number, RECORDED_AT, parse_clauses(parsed))


def full_document(identifier: str = "full") -> Document:
    """A document with every field set."""
    month = PolicyDate(datetime(2024, 3, 1, tzinfo=UTC).date(), Precision.MONTH)
    day = PolicyDate(datetime(2025, 1, 31, tzinfo=UTC).date(), Precision.DAY)
    table = "| 地区 | 比例 |\n|---|---|\n| 广州 | 20% |\n"
    return document(
        f"# 示例文件\n\n一、目标\n\n**强化**。到 2024 年底达到 5000 亿元。\n\n{table}",
        id=identifier,
        doc_number="粤工信〔2024〕1号",
        issued_on=month,
        effective_on=month,
        expires_on=day,
        repealed_on=day,
        completes_on=month,
        aliases=("示例办法", "示例文件（2024）"),
        interprets="other",
        validity_basis=("到 2024 年底达到 5000 亿元。",),
        note="节录",
    )
