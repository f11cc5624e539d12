"""Small digests of invented rules, each with one statement of what it grants."""

from __future__ import annotations

from datetime import date

from assistant.domain import Confidence, DocumentVersion, Kind, PolicyDate, Precision, ReviewedStatus, Source
from tests.fakes.documents import version

NEWS = Source("news", "报道", "https://example.test/news", Confidence.NEWS)


def day(text: str) -> PolicyDate:
    """A day such as 2026-08-15."""
    return PolicyDate(date.fromisoformat(text), Precision.DAY)


def rule(identifier: str, title: str, *statements: str, **fields: object) -> DocumentVersion:
    """A digest of the province, in force as far as a reviewer found; `statements` are Markdown lines."""
    body = "\n\n".join((f"# {title}（要点）", "一、能得到什么", *statements))
    values = {
        "id": identifier,
        "title": title,
        "short_title": title,
        "kind": Kind.DIGEST,
        "shelf": "support",
        "status": ReviewedStatus.IN_FORCE,
        "sources": (NEWS,),
        **fields,
    }
    return version(body, **values)
