"""Opens the help desk."""

from __future__ import annotations

from assistant.channels.desk.context import DeskContext
from assistant.channels.desk.door import DeskDoor
from assistant.desk.accounts import Accounts
from assistant.desk.signing_in import SigningIn
from assistant.desk_ports import Passwords
from assistant.ports import Clock
from assistant.service import Assistant
from assistant.settings import Settings
from assistant.storage.audit_store import SqlAuditStore
from assistant.storage.engine import Database
from assistant.storage.passwords import Argon2Passwords
from assistant.storage.sign_in_store import SqlSignInStore
from assistant.storage.staff_store import SqlStaffStore


def desk_door(
    settings: Settings, assistant: Assistant, database: Database, clock: Clock, passwords: Passwords | None = None
) -> DeskDoor:
    """The desk over a migrated database."""
    staff = SqlStaffStore(database)
    return DeskDoor(
        DeskContext(
            admission=SigningIn(staff, SqlSignInStore(database), passwords or Argon2Passwords(), clock),
            accounts=Accounts(staff, clock),
            audit=SqlAuditStore(database),
            clock=clock,
            public_url=settings.public_url.rstrip("/"),
        )
    )
