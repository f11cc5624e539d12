"""The days of a round as a calendar: the first and the last day of applying, as all-day events in no time zone.

A day that has passed when the checklist was made is not put into it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from assistant.channels.exports.plain import links_by_number, one_line, printable, reference_text
from assistant.domain import Precision
from assistant.eligibility.checklist_parts import Checklist, Dated, Round
from assistant.eligibility.checklist_words import ChecklistWords
from assistant.errors import NothingDated

if TYPE_CHECKING:
    from icalendar import Alarm, Event

_ONE_DAY = timedelta(days=1)
# A week before the day, at nine in the morning: an all-day event begins at midnight.
_REMINDED = timedelta(hours=9) - timedelta(days=7)
_MAKER = "-//policy-assistant//checklist//ZH"


def calendar_of(checklist: Checklist, words: ChecklistWords, base_url: str = "") -> bytes:
    """The file; raises NothingDated where no document states a day, for none is made up."""
    from icalendar import Calendar

    found = checklist.round
    stated = {name: each for name, each in _days(found) if each and each.stated.precision is Precision.DAY}
    days = {name: each for name, each in stated.items() if each.stated.day >= checklist.as_of}
    remarks = tuple(
        _remark(name, each, found, name in stated, words) for name, each in _days(found) if name not in days
    )
    if found is None or not days:
        reasons = " ".join(remarks or checklist.times) or words("calendar.undated")
        raise NothingDated(words("calendar.nothing", reasons=reasons))
    calendar = Calendar()
    calendar.add("prodid", _MAKER)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for name, each in days.items():
        calendar.add_component(_event(name, each, found, checklist, remarks, words, base_url))
    return bytes(calendar.to_ical())


def _days(found: Round | None) -> tuple[tuple[str, Dated | None], ...]:
    return (("opens", found.opens), ("closes", found.closes)) if found else ()


def _remark(name: str, each: Dated | None, found: Round | None, is_past: bool, words: ChecklistWords) -> str:
    """Why a day is not in the calendar."""
    if each and is_past:
        return words(f"calendar.past_{name}", day=each.stated)
    if found and found.apart and name == "closes":
        return words("calendar.apart")
    return words(f"calendar.about_{name}", day=each.stated) if each else words(f"calendar.no_{name}")


def _event(
    name: str,
    each: Dated,
    found: Round,
    checklist: Checklist,
    remarks: Iterable[str],
    words: ChecklistWords,
    base_url: str,
) -> Event:
    from icalendar import Event

    links = links_by_number(checklist.references, base_url)
    proof = [reference for reference in checklist.references if reference.n in each.citations]
    named = {"programme": one_line(checklist.programme), "round": one_line(found.name)}
    told = [words("dated", as_of=checklist.as_of), *remarks]
    for reference in proof:
        origin = reference.origin
        number = f"（{one_line(origin.doc_number)}）" if origin.doc_number else ""
        told += [f"[{reference.n}] 《{one_line(origin.title)}》{number}", reference_text(reference, words)]
        told += [links[reference.n]] if links[reference.n] else []
    event = Event()
    event.add("uid", f"{_identity(name, found, checklist)}@policy-assistant")
    event.add("dtstamp", datetime.combine(checklist.as_of, time(), UTC))
    event.add("dtstart", each.stated.day)
    event.add("dtend", each.stated.day + _ONE_DAY)
    event.add("summary", words(f"calendar.{name}", **named))
    event.add("description", printable("\n".join(told)))
    event.add("transp", "TRANSPARENT")
    if link := next((links[reference.n] for reference in proof if links[reference.n]), ""):
        event.add("url", link)
    if name == "closes":
        event.add_component(_alarm(words("calendar.reminder", **named)))
    return event


def _alarm(text: str) -> Alarm:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", text)
    alarm.add("trigger", _REMINDED)
    return alarm


def _identity(name: str, found: Round, checklist: Checklist) -> str:
    """The same for the same day of the same round, so that a calendar replaces what it has."""
    return hashlib.sha256(f"{checklist.programme_id}\n{found.name}\n{name}".encode()).hexdigest()[:32]
