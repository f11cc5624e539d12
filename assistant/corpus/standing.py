"""The one judgement of validity: what holds of a document on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assistant.domain import ANNOUNCED, Document, ReviewedStatus, Validity, Window, WindowState

_USABLE = frozenset({Validity.IN_FORCE, Validity.UNKNOWN})


@dataclass(frozen=True, slots=True)
class Standing:
    """What holds of a document on a day.

    `window` is the latest round that has begun or is announced, None where none is known; `covered` the latest period
    in which what is supported must fall; `expires_on` the last day of the document, `ends_on` that of what is still
    open, the document or the window, whichever comes first.
    """

    validity: Validity
    window: Window | None = None
    window_state: WindowState | None = None
    ends_on: date | None = None
    expires_on: date | None = None
    covered: Window | None = None

    @property
    def is_usable(self) -> bool:
        """Whether the rule itself holds; a closed window does not end it."""
        return self.validity in _USABLE

    def expires_within(self, as_of: date, days: int) -> bool:
        """Whether the document ends in so many days."""
        return self.expires_on is not None and 0 <= (self.expires_on - as_of).days <= days


def standing_of(document: Document, as_of: date, city: str = "") -> Standing:
    """The one judgement of validity: of the document's own dates, its review and its windows, on a day.

    With a `city` its rounds are those of that city.
    """
    validity = _validity(document, as_of)
    windows = tuple(each.at(city) for each in document.windows)
    rounds = tuple(each for each in windows if not each.covers)
    window = _window(rounds, as_of) if validity in _USABLE else None
    state = window.state(as_of) if window else None
    expires = document.expires_on.last_day if document.expires_on else None
    ends = [expires] if expires and validity is Validity.IN_FORCE else []
    closes = (window.closes_from if window.differs_by_city else window.closes_on) if window else None
    if closes and state is WindowState.OPEN:
        ends.append(closes.last_day)
    covered = next((each for each in reversed(windows) if each.covers), None) if validity in _USABLE else None
    return Standing(validity, window, state, min(ends, default=None), expires, covered)


def _validity(document: Document, as_of: date) -> Validity:
    if document.repealed_on and as_of >= document.repealed_on.day:
        return Validity.SUPERSEDED if document.superseded_by else Validity.REPEALED
    begins = document.effective_on or document.issued_on
    if begins and as_of < begins.day:
        return Validity.UPCOMING
    if document.expires_on is not None:
        return Validity.EXPIRED if as_of > document.expires_on.last_day else Validity.IN_FORCE
    if document.status is ReviewedStatus.IN_FORCE:
        return Validity.IN_FORCE
    if document.status is not ReviewedStatus.OVER:
        return Validity.UNKNOWN
    rounds = [window for window in document.windows if not window.covers]
    # What another text replaced on a known day, and what had no rounds, held until then.
    if document.repealed_on and not rounds:
        return Validity.IN_FORCE
    # What a reviewer found to be over was not so while its last round was open.
    closed = max((window.closes_on.last_day for window in rounds if window.closes_on), default=None)
    return Validity.IN_FORCE if closed and as_of <= closed else Validity.EXPIRED


def _window(windows: tuple[Window, ...], as_of: date) -> Window | None:
    """An open window, else one that is to open soon, else the last one that has begun."""
    states = [(window, window.state(as_of)) for window in windows]
    still_open = [window for window, state in states if state is WindowState.OPEN]
    upcoming = [window for window, state in states if state is WindowState.UPCOMING]
    begun = [window for window, state in states if state is not WindowState.UPCOMING]
    if still_open:
        return still_open[-1]
    soon = [each for each in upcoming if each.opens_on and (each.opens_on.day - as_of).days <= ANNOUNCED]
    return next(iter(soon), None) or next(reversed(begun), None)
