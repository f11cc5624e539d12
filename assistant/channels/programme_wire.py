"""The programmes that can be judged, as they stand on a day, as JSON shapes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from assistant.channels.citation_wire import Wire, citation_to_wire, window_to_wire
from assistant.domain import Document, FindingSort, Verdict
from assistant.eligibility.assessing import Assessor

_OF_STANDING = (FindingSort.PERIOD, FindingSort.ROUND)


def programmes_to_wire(assessor: Assessor, documents: Mapping[str, Document], day: date) -> Wire:
    """Every programme with its document, its round on the day and the facts that it looks at; and those facts."""
    programmes = assessor.judge.rulebook.programmes
    judged = {id: assessor.judge.verdict(id, {}, day) for id in programmes}
    looked_at = {id: programmes[id].versions[-1].facts() for id in programmes}
    asked = frozenset().union(*looked_at.values())
    return {
        "as_of": day.isoformat(),
        "programmes": [
            {
                **_standing(verdict, documents[verdict.document_id]),
                "facts": [kind.name for kind in assessor.facts if kind.id in looked_at[id]],
            }
            for id, verdict in judged.items()
        ],
        "facts": [
            {
                "id": kind.id,
                "name": kind.name,
                "type": kind.type.value,
                "unit": kind.unit,
                "options": list(kind.options.values()),
            }
            for kind in assessor.facts
            if kind.id in asked
        ],
    }


def _standing(verdict: Verdict, document: Document) -> Wire:
    """Of a programme what is the same for everybody, and the words on its period and its round."""
    proof = {n for finding in verdict.findings if finding.sort in _OF_STANDING for n in finding.citations}
    return {
        "id": verdict.programme_id,
        "programme": verdict.programme,
        "summary": verdict.summary,
        "region": document.region,
        "document_id": document.id,
        "validity": verdict.validity.value,
        "window": window_to_wire(verdict.window, verdict.window_state),
        "next_round": verdict.next_round.text if verdict.next_round else None,
        "citations": [citation_to_wire(each) for each in verdict.citations if each.n in proof],
    }
