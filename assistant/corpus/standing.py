"""The one judgement of validity: what holds of a document on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assistant.domain import ANNOUNCED, Document, ReviewedStatus, Validity, Window, WindowState

_USABLE = frozenset({Validity.IN_FORCE, Validity.UNKNOWN})


@dataclass(frozen=True, slots=True)
class Standing:
    """What holds of a document on a day.

    `window` is the latest round that has begun or is announced, None where none is known; `expires_on` the last day
    of the document, `ends_on` that of what is still open, the document or the window, whichever comes first.
    """

    validity: Validity
    window: Window | None = None
    window_state: WindowState | None = None
    ends_on: date | None = None
    expires_on: date | None = None

    @property
    def is_usable(self) -> bool:
        """Whether the rule itself holds; a closed window does not end it."""
        return self.validity in _USABLE

    def expires_within(self, as_of: date, days: int) -> bool:
        """Whether the document ends in so many days."""
        return self.expires_on is not None and 0 <= (self.expires_on - as_of).days <= days


def standing_of(document: Document, as_of: date) -> Standing:
    """The one judgement of validity: of the document's own dates, its review and its windows, on a day."""
    validity = _validity(document, as_of)
    window = _window(document.windows, as_of) if validity in _USABLE else None
    state = window.state(as_of) if window else None
    expires = document.expires_on.last_day if document.expires_on else None
    ends = [expires] if expires and validity is Validity.IN_FORCE else []
    if window and window.closes_on and state is WindowState.OPEN:
        ends.append(window.closes_on.last_day)
    return Standing(validity, window, state, min(ends, default=None), expires)


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
    # What another text replaced on a known day, and what had no rounds, held until then.
    if document.repealed_on and not document.windows:
        return Validity.IN_FORCE
    # What a reviewer found to be over was not so while its last round was open.
    closed = max((window.closes_on.last_day for window in document.windows if window.closes_on), default=None)
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
