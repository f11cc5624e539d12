"""Accounts, sign-ins and the record of what was done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from assistant.domain import (
    AuditEvent,
    Invitation,
    SignIn,
    User,
)


class Passwords(Protocol):
    """Turns passwords into slow hashes."""

    def hashed(self, password: str) -> str:
        """What is kept of a password."""
        ...

    def matches(self, kept: str | None, password: str) -> bool:
        """Whether it is the password of which this was kept; of none it takes as long to say that it is not."""
        ...


class StaffStore(Protocol):
    """Accounts and invitations to them."""

    def add(self, user: User, event: AuditEvent) -> None:
        """Keep a new account; raises AccountRefused where its name is taken, however it is written."""
        ...

    def user(self, user_id: str) -> User:
        """An account by its id; raises NotFound."""
        ...

    def named(self, name: str) -> User | None:
        """An account by the name that people sign in with, in any case."""
        ...

    def all(self) -> tuple[User, ...]:
        """Every account, the oldest first."""
        ...

    def change(
        self,
        user_id: str,
        edit: Callable[[User], User],
        event: Callable[[User, User], AuditEvent],
        staying: str | None = None,
    ) -> User:
        """Keep what `edit` makes of an account, with the event of what it was and is; without a change no event.

        An account that is disabled or has another password or role is signed out, but for the sign-in `staying`.
        Raises NotFound, AccountRefused where nobody who may manage accounts would be left, and what `edit` raises.
        """
        ...

    def invite(self, invitation: Invitation, event: AuditEvent) -> None:
        """Keep an invitation, in place of earlier ones of the account."""
        ...

    def invited(self, id: str, moment: datetime) -> User | None:
        """Whose invitation this is, while it holds and the account is not disabled."""
        ...

    def accept(self, id: str, password: str, moment: datetime, event: Callable[[User], AuditEvent]) -> User | None:
        """Set the account's password (its hash) by an invitation that holds, once; None where it does not.

        The account is signed out everywhere, and no longer locked.
        """
        ...


class SignInStore(Protocol):
    """Tries to sign in, and the browsers in which people did."""

    def attempt(self, user_id: str, most: int, moment: datetime, locked_until: datetime) -> int:
        """Count a try before the password is looked at: which it is, or 0 while the account is locked.

        The last of `most` tries locks the account until somebody signs in. An id of nobody costs the same time.
        """
        ...

    def open(self, opened: SignIn, password: str, event: AuditEvent) -> bool:
        """Keep where somebody signed in, forget failed tries, and drop what has run out.

        False, and nothing is kept, where the account was disabled or has another password (hash) by now.
        """
        ...

    def find(self, id: str) -> tuple[User, SignIn] | None:
        """Who signed in there."""
        ...

    def seen(self, id: str, moment: datetime) -> None:
        """Note that it is in use."""
        ...

    def close(self, id: str, event: AuditEvent) -> None:
        """Forget it; what is not there makes no event."""
        ...

    def tell(self, event: AuditEvent) -> None:
        """Keep the event of a try that failed."""
        ...


class AuditStore(Protocol):
    """What was done at the desk, in order."""

    def events(
        self, limit: int, before: int | None = None, subject: str | None = None, subject_id: str | None = None
    ) -> tuple[AuditEvent, ...]:
        """The newest events of those before a sequence number and about a subject, newest first."""
        ...

    def since(self, sequence: int, limit: int) -> tuple[AuditEvent, ...]:
        """The events after a sequence number, oldest first."""
        ...

    def last(self) -> int:
        """The sequence number of the newest event, 0 while there is none."""
        ...
