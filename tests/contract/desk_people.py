"""The people of the contract tests of the desk, and events about them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from assistant.desk_ports import AuditStore, SignInStore, StaffStore
from assistant.domain import AuditEvent, SignIn, StaffRole, User
from assistant.storage.audit_store import SqlAuditStore
from assistant.storage.engine import Database
from assistant.storage.sign_in_store import SqlSignInStore
from assistant.storage.staff_store import SqlStaffStore
from tests.fakes.desk_stores import MemorySignIns, MemoryStaff
from tests.fakes.documents import RECORDED_AT

NOW = RECORDED_AT
LI = User("u1", "liming", "李明", StaffRole.AGENT, NOW, password="hash")
ADMIN = User("u2", "chief", "主任", StaffRole.ADMIN, NOW + timedelta(minutes=1), password="hash-of-chief")
OTHER_ADMIN = replace(ADMIN, id="u3", name="deputy", created_at=NOW + timedelta(minutes=2))


@dataclass(frozen=True)
class People:
    """The stores of people over one database."""

    staff: StaffStore
    sign_ins: SignInStore
    audit: AuditStore

    @classmethod
    def over(cls, stores: str | Database) -> People:
        if isinstance(stores, Database):
            return cls(SqlStaffStore(stores), SqlSignInStore(stores), SqlAuditStore(stores))
        memory = MemoryStaff()
        return cls(memory, MemorySignIns(memory), memory.audit)

    def with_(self, *users: User) -> People:
        for user in users:
            self.staff.add(user, event("user_added", user.id))
        return self

    def told(self) -> list[str]:
        """The actions of all events, oldest first."""
        return [each.action for each in self.audit.since(0, 99)]


def event(action: str, subject_id: str = LI.id, at: datetime = NOW) -> AuditEvent:
    return AuditEvent(at, None, "命令行", action, "user", subject_id, {"role": "agent"}, {"role": "审核"})


def sign_in(id: str, user: User = LI, at: datetime = NOW) -> SignIn:
    return SignIn(id, user.id, at, at, at + timedelta(days=7))
