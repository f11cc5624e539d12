"""The web channel with a help desk over SQLite, and browsers in which somebody of each role is signed in."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from starlette.testclient import TestClient

from assistant.channels.api_keys import ApiKeys
from assistant.channels.desk.admission import COOKIE, TOKEN_HEADER
from assistant.channels.web.app import create_app
from assistant.desk.staff_secrets import csrf_of, digest_of, new_secret
from assistant.desk_doors import desk_door
from assistant.domain import AuditEvent, SignIn, StaffRole, User
from assistant.settings import Settings
from assistant.storage.api_key_store import SqlApiKeyStore
from assistant.storage.engine import Database, open_engine
from assistant.storage.migrations import migrate
from assistant.storage.sign_in_store import SqlSignInStore
from assistant.storage.staff_store import SqlStaffStore
from tests.fakes.assistant import TODAY, FakeAssistant
from tests.fakes.desk_stores import FakePasswords
from tests.fakes.eligibility import CHECKLIST_WORDS

DESK = "/api/v1/desk"
MORNING = datetime(2024, 6, 1, 9, 0, tzinfo=UTC)
PASSWORD = "blue-teapot-72-sails"


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self, moment: datetime = MORNING) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        return self.moment

    def wait(self, **spans: float) -> None:
        self.moment += timedelta(**spans)


def desk_app(assistant: FakeAssistant, database: Database, clock: Clock | None = None, **settings: Any) -> FastAPI:
    """The app as `assistant serve` puts it together, with the desk as its only door."""
    read = Settings(_env_file=None, **settings)
    moment = clock or Clock()
    keys = ApiKeys(SqlApiKeyStore(database), moment)
    door = desk_door(read, assistant, database, moment, keys, FakePasswords())
    return create_app(
        assistant, today=lambda: TODAY, static_dir=Path("unbuilt"), doors=[door], checklist_words=CHECKLIST_WORDS
    )


class OpenDesk:
    """A desk that runs in this process. Everybody's password is PASSWORD."""

    def __init__(self, running: TestClient, database: Database, clock: Clock) -> None:
        self.app, self.database, self.clock = running.app, database, clock
        self.staff, self.sign_ins = SqlStaffStore(database), SqlSignInStore(database)
        self._portal = running.portal

    def user(self, role: StaffRole, name: str = "") -> User:
        """The account of a name, made when there is none; by default a role's own."""
        name = name or role.value
        if found := self.staff.named(name):
            return found
        hashed = FakePasswords().hashed(PASSWORD)
        user = User(f"u-{name}", name, f"{name}先生", role, self.clock(), password=hashed)
        self.staff.add(user, _event(user, "user_added", self.clock()))
        return user

    def browser(self) -> TestClient:
        """One in which nobody is signed in."""
        client = TestClient(self.app)
        # The app runs once, whoever asks it.
        client.portal = self._portal
        return client

    def signed_in(self, role: StaffRole, name: str = "") -> TestClient:
        """One in which somebody is, and whose page shows its token."""
        user, secret, now = self.user(role, name), new_secret(), self.clock()
        opened = SignIn(digest_of(secret), user.id, now, now, now + timedelta(days=7))
        assert self.sign_ins.open(opened, user.password or "", _event(user, "signed_in", now))
        client = self.browser()
        client.cookies.set(COOKIE, secret, path=DESK)
        client.headers[TOKEN_HEADER] = csrf_of(secret)
        return client


@contextmanager
def open_desk(folder: Path, assistant: FakeAssistant | None = None, **settings: Any) -> Iterator[OpenDesk]:
    """A desk over a database of its own in a folder; `settings` are those of the environment, in small letters."""
    path = folder / "desk.db"
    path.write_bytes(_migrated())
    database, clock = open_engine(f"sqlite+pysqlite:///{path}"), Clock()
    app = desk_app(assistant or FakeAssistant(), database, clock, **settings)
    with closing(database), TestClient(app) as running:
        app.state.web.warm_up.finish()
        yield OpenDesk(running, database, clock)


def described_desk() -> FastAPI:
    """An app to read the description of the API from; nothing in it can be asked."""
    with tempfile.TemporaryDirectory() as folder:
        return desk_app(FakeAssistant(), open_engine(f"sqlite+pysqlite:///{folder}/never-opened.db"))


@cache
def _migrated() -> bytes:
    """A migrated database; to migrate one for each test takes longer than the test."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "desk.db"
        database = open_engine(f"sqlite+pysqlite:///{path}")
        migrate(database)
        database.close()
        return path.read_bytes()


def _event(user: User, action: str, moment: datetime) -> AuditEvent:
    return AuditEvent(moment, None, "test", action, "user", user.id)
