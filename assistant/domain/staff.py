"""People of the help desk: who they are, what they may do, and what they did."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType


class StaffRole(StrEnum):
    """What an account is for. An editor looks after the knowledge, the others after people's questions."""

    VIEWER = "viewer"
    AGENT = "agent"
    REVIEWER = "reviewer"
    EDITOR = "editor"
    ADMIN = "admin"


class Permission(StrEnum):
    """One thing that somebody may do at the desk."""

    READ_DESK = "read_desk"
    WORK_TICKETS = "work_tickets"
    REVIEW_DRAFTS = "review_drafts"
    EDIT_KNOWLEDGE = "edit_knowledge"
    MANAGE_STAFF = "manage_staff"


_READS = frozenset({Permission.READ_DESK})
_WORKS = _READS | {Permission.WORK_TICKETS}

PERMISSIONS: Mapping[StaffRole, frozenset[Permission]] = MappingProxyType(
    {
        StaffRole.VIEWER: _READS,
        StaffRole.AGENT: _WORKS,
        StaffRole.REVIEWER: _WORKS | {Permission.REVIEW_DRAFTS},
        StaffRole.EDITOR: _READS | {Permission.EDIT_KNOWLEDGE},
        StaffRole.ADMIN: frozenset(Permission),
    }
)


def folded(name: str) -> str:
    """A name as names are compared: 'Li', 'li' and 'Ｌｉ' are one."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())


@dataclass(frozen=True, slots=True)
class User:
    """An account. One without a password was invited and has not come yet; `password` is a slow hash."""

    id: str
    name: str
    display_name: str
    role: StaffRole
    created_at: datetime
    password: str | None = field(default=None, repr=False)
    disabled_at: datetime | None = None
    failures: int = 0
    locked_until: datetime | None = None

    def may(self, permission: Permission) -> bool:
        """Whether the account's role allows it."""
        return permission in PERMISSIONS[self.role]


@dataclass(frozen=True, slots=True)
class SignIn:
    """A browser in which somebody signed in; `id` is the digest of the secret in its cookie."""

    id: str
    user_id: str
    opened_at: datetime
    used_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Invitation:
    """A link by which somebody sets the password of an account, once; `id` is the digest of its secret."""

    id: str
    user_id: str
    expires_at: datetime
    used_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class AuditEvent:
    """Something that was done at the desk; kept for ever and never changed.

    `before` and `after` are JSON-serialisable and hold what changed, never a password or a secret. The actor is a user,
    or the program itself where `actor_id` is None. `sequence` orders the events; it is 0 until one is kept.
    """

    at: datetime
    actor_id: str | None
    actor_name: str
    action: str
    subject: str
    subject_id: str
    before: Mapping[str, object] = field(default_factory=dict)
    after: Mapping[str, object] = field(default_factory=dict)
    sequence: int = 0
