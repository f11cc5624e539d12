"""Accounts, sign-ins and what was done, as the desk's page sees them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, Field

from assistant.desk.signing_in import SignedIn
from assistant.domain import PERMISSIONS, AuditEvent, Permission, StaffRole, User

_Name = Annotated[str, Field(max_length=200)]
_Password = Annotated[str, Field(max_length=1000)]


class SignInRequest(BaseModel):
    """Who wants to sign in."""

    name: _Name
    password: _Password


class JoinRequest(BaseModel):
    """The secret of an invitation and the password that the account is to have."""

    token: _Name
    password: _Password


class PasswordRequest(BaseModel):
    """Another password, and the one until now."""

    current: _Password
    password: _Password


class StaffRequest(BaseModel):
    """A new account."""

    name: _Name
    display_name: _Name
    role: StaffRole


class StaffChange(BaseModel):
    """What is to change of an account; what is left out stays."""

    display_name: _Name | None = None
    role: StaffRole | None = None
    disabled: bool | None = None


class WhoOut(BaseModel):
    """Who is signed in and what they may do."""

    id: str
    name: str
    display_name: str
    role: StaffRole
    permissions: list[Permission]


class SessionOut(BaseModel):
    """A sign-in; `csrf` goes into the header X-CSRF-Token of every change."""

    user: WhoOut
    csrf: str

    @classmethod
    def of(cls, found: SignedIn) -> SessionOut:
        """As the page sees it."""
        user = found.user
        who = WhoOut(
            id=user.id,
            name=user.name,
            display_name=user.display_name,
            role=user.role,
            permissions=sorted(PERMISSIONS[user.role]),
        )
        return cls(user=who, csrf=found.csrf)


class StaffOut(BaseModel):
    """An account; `joined` once its password is set, `locked` after too many wrong ones."""

    id: str
    name: str
    display_name: str
    role: StaffRole
    joined: bool
    disabled: bool
    locked: bool
    created_at: datetime

    @classmethod
    def of(cls, user: User, now: datetime) -> StaffOut:
        """As the page sees it."""
        return cls(
            id=user.id,
            name=user.name,
            display_name=user.display_name,
            role=user.role,
            joined=user.password is not None,
            disabled=user.disabled_at is not None,
            locked=user.locked_until is not None and user.locked_until > now,
            created_at=user.created_at,
        )


class StaffListOut(BaseModel):
    """All accounts, the oldest first."""

    users: list[StaffOut]


class InvitedOut(BaseModel):
    """A link by which somebody sets their password, once; without an address where the server does not know its own."""

    link: str


class NewStaffOut(InvitedOut):
    """A new account and the link for it."""

    user: StaffOut


class EventOut(BaseModel):
    """Something that was done; `before` and `after` hold what changed."""

    sequence: int
    at: datetime
    actor: str
    action: str
    subject: str
    subject_id: str
    before: dict[str, Any]
    after: dict[str, Any]

    @classmethod
    def of(cls, event: AuditEvent) -> EventOut:
        """As the page sees it."""
        return cls(
            sequence=event.sequence,
            at=event.at,
            actor=event.actor_name,
            action=event.action,
            subject=event.subject,
            subject_id=event.subject_id,
            before=dict(event.before),
            after=dict(event.after),
        )


class EventsOut(BaseModel):
    """Events, the newest first; `has_more` when there are earlier ones."""

    events: list[EventOut]
    has_more: bool
