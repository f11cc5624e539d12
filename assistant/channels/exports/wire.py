"""A checklist as JSON, fields in the order a person reads them."""

from __future__ import annotations

from assistant.channels.citation_wire import Wire
from assistant.eligibility.checklist_parts import Checklist, Dated, Item, Line, Reference, Round


def checklist_to_wire(checklist: Checklist) -> Wire:
    """All of it; dates are as precise as they are stated."""
    return {
        "programme_id": checklist.programme_id,
        "programme": checklist.programme,
        "title": checklist.title,
        "as_of": checklist.as_of.isoformat(),
        "outcome": _line(checklist.outcome) if checklist.outcome else None,
        "sections": [
            {
                "part": section.part.value,
                "heading": section.heading,
                "lines": [_line(line) for line in section.lines],
                "items": [_item(item) for item in section.items],
                "absent": section.absent,
            }
            for section in checklist.sections
        ],
        "round": _round(checklist.round) if checklist.round else None,
        "references_heading": checklist.references_heading,
        "references": [_reference(reference) for reference in checklist.references],
    }


def _line(line: Line) -> Wire:
    return {"sort": line.sort.value, "lead": line.lead, "text": line.text, "citations": line.citations}


def _item(item: Item) -> Wire:
    return {
        "mark": item.mark.value,
        "state": item.state,
        "label": item.label,
        "citations": item.citations,
        "quotes": [_line(line) for line in item.quotes],
        "told": [_line(line) for line in item.told],
        "alternatives": [_item(each) for each in item.alternatives],
    }


def _round(found: Round) -> Wire:
    return {"name": found.name, "opens": _dated(found.opens), "closes": _dated(found.closes)}


def _dated(dated: Dated | None) -> Wire | None:
    return {"day": str(dated.stated), "citations": dated.citations} if dated else None


def _reference(reference: Reference) -> Wire:
    origin = reference.origin
    return {
        "n": reference.n,
        "document_id": origin.document_id,
        "title": origin.title,
        "doc_number": origin.doc_number,
        "issuer": origin.issuer,
        "issued_on": str(origin.issued_on) if origin.issued_on else None,
        "sort": origin.sort,
        "standing": origin.standing,
        "locator": reference.locator,
        "quote": reference.quote,
        "reader_url": reference.reader_url,
        "url": reference.url,
    }
