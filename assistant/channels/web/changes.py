"""What changed between two versions, as a plain page that needs no script."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fastapi import APIRouter
from starlette.responses import HTMLResponse, Response

from assistant.channels.labels import SORT_LABELS, VALUE_LABELS, field_label, field_text
from assistant.channels.version_wire import plain
from assistant.channels.web.context import WebDep
from assistant.channels.web.documents import FromVersion, ToVersion
from assistant.channels.web.plain_pages import missing, pages
from assistant.channels.web.reader import clause_address
from assistant.corpus.changes import ClauseChange, Span, Value
from assistant.corpus.repeats import Repeat
from assistant.domain import Clause, DocumentVersion
from assistant.errors import NotFound

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Wording:
    """One side of a change: its text in runs, those that differ marked, and where it is read in its document."""

    runs: tuple[tuple[str, bool], ...]
    locator: str
    address: str


@dataclass(frozen=True, slots=True)
class ShownChange:
    """A change as the page shows it; `values` are rows of what, before and after."""

    sort: str
    label: str
    locator: str
    renumbered: bool
    before: Wording | None
    after: Wording | None
    values: tuple[tuple[str, str, str], ...]


@router.get("/documents/{id}/diff")
def compare_versions(id: str, web: WebDep, before: FromVersion = None, after: ToVersion = None) -> Response:
    """Fields and clauses that differ, old and new wording side by side, and a form to choose other versions."""
    try:
        versions = web.assistant.versions(id)
        diff = web.assistant.diff(versions, before, after)
    except NotFound as error:
        return missing("没有可以比较的版本", error.message)
    page = pages.get_template("diff.html").render(
        document=diff.after.document,
        before=diff.before.version,
        after=diff.after.version,
        versions=[(held.version, f"{held.recorded_at:%Y-%m-%d}") for held in versions],
        fields=[(field_label(each.name), *map(_field_text, (each.before, each.after))) for each in diff.fields],
        changes=[_shown(change, diff.before, diff.after) for change in diff.changes],
        repeats=[
            (repeat.version.document.title, repeat.clause.locator, repeat.quote, _address(repeat))
            for repeat in web.assistant.quoted_by(diff).repeats
        ],
        renumbered=[(_named(old), _named(new)) for old, new in diff.renumbered],
    )
    return HTMLResponse(page)


def _shown(change: ClauseChange, before: DocumentVersion, after: DocumentVersion) -> ShownChange:
    clause = change.after or change.before
    return ShownChange(
        sort=change.sort.value,
        label=SORT_LABELS[change.sort],
        locator=clause.locator if clause else "",
        renumbered=change.renumbered,
        before=_wording(change.before, before, change.removed),
        after=_wording(change.after, after, change.added),
        values=tuple(
            (VALUE_LABELS[each.kind], _value_text(each.before), _value_text(each.after)) for each in change.values
        ),
    )


def _wording(clause: Clause | None, version: DocumentVersion, spans: Sequence[Span]) -> Wording | None:
    if clause is None:
        return None
    return Wording(tuple(_runs(clause.text, spans)), clause.locator, clause_address(clause.id, version.version))


def _runs(text: str, spans: Sequence[Span]) -> Iterator[tuple[str, bool]]:
    at = 0
    for start, end in spans:
        yield text[at:start], False
        yield text[start:end], True
        at = end
    yield text[at:], False


def _address(repeat: Repeat) -> str:
    return clause_address(repeat.clause.id, repeat.version.version)


def _named(clause: Clause) -> str:
    number = clause.id.partition(":")[2]
    return f"{clause.locator}（{number}）"


def _value_text(value: Value | None) -> str:
    return value.value if value else ""


def _field_text(value: object) -> str:
    return field_text(plain(value))
