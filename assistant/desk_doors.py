"""Opens the help desk, and its accounts for the command line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from zoneinfo import ZoneInfo

from assistant.channels.desk.context import DeskContext
from assistant.channels.desk.door import DeskDoor
from assistant.desk.accounts import JOIN, Accounts
from assistant.desk.signing_in import SigningIn
from assistant.desk_ports import Passwords
from assistant.ports import Clock
from assistant.service import Assistant
from assistant.settings import Settings
from assistant.storage.audit_store import SqlAuditStore
from assistant.storage.engine import Database, open_engine
from assistant.storage.migrations import migrate
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
            public_url=settings.public_url.rstrip("/"),
        )
    )


@contextmanager
def open_accounts(settings: Settings) -> Iterator[Accounts]:
    """The accounts in the database, whether a server runs on it or not."""
    zone = ZoneInfo(settings.time_zone)
    with closing(open_engine(settings.resolved_database_url)) as database:
        migrate(database)
        yield Accounts(SqlStaffStore(database), lambda: datetime.now(zone))


def join_link(settings: Settings, own_url: str, secret: str) -> str:
    """The link of an invitation; `own_url` is where the server listens, for want of a public one."""
    return f"{settings.public_url.rstrip('/') or own_url}{JOIN}{secret}"


def first_link(settings: Settings, own_url: str) -> str | None:
    """A new link for the first administrator, None once somebody has joined."""
    with open_accounts(settings) as accounts:
        secret = accounts.invite_first()
    return secret and join_link(settings, own_url, secret)
