"""Opens the help desk, and its accounts for the command line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from assistant.channels.api_keys import ApiKeys
from assistant.channels.desk.context import DeskContext
from assistant.channels.desk.door import DeskDoor
from assistant.channels.desk.flagging import Flagging
from assistant.channels.desk.gatherer import LEASE, Gatherer
from assistant.channels.desk.settling import Settling
from assistant.channels.desk.watching import Changes
from assistant.channels.messages.lease import Lease
from assistant.desk.accounts import JOIN, Accounts
from assistant.desk.approved import Approving
from assistant.desk.approved_making import Making
from assistant.desk.building import ReplySettings, build_replies
from assistant.desk.gathering import Gathering
from assistant.desk.importing import Importing
from assistant.desk.insights import InsightReader
from assistant.desk.opening import Opening
from assistant.desk.sending import Delivering
from assistant.desk.signing_in import SigningIn
from assistant.desk.similar import Similar
from assistant.desk.tickets import Tickets
from assistant.desk.told_facts import told_facts
from assistant.desk_ports import Passwords
from assistant.domain import ReplyWay
from assistant.language.script import ScriptConverter
from assistant.ports import Clock
from assistant.service import Assistant
from assistant.settings import Settings
from assistant.storage.answer_record import SqlAnswerRecord
from assistant.storage.approved_store import SqlApprovedStore
from assistant.storage.audit_store import SqlAuditStore
from assistant.storage.draft_store import SqlDraftStore
from assistant.storage.engine import Database, open_engine
from assistant.storage.insight_store import SqlInsightStore
from assistant.storage.message_store import SqlMessageStore
from assistant.storage.migrations import migrate
from assistant.storage.passwords import Argon2Passwords
from assistant.storage.sign_in_store import SqlSignInStore
from assistant.storage.staff_answers import SqlStaffAnswers
from assistant.storage.staff_store import SqlStaffStore
from assistant.storage.ticket_store import SqlTicketStore

_SCRIPT = ScriptConverter()


def desk_door(
    settings: Settings,
    assistant: Assistant,
    database: Database,
    clock: Clock,
    keys: ApiKeys,
    passwords: Passwords | None = None,
    ways: Mapping[ReplyWay, Delivering] | None = None,
) -> DeskDoor:
    """The desk over a migrated database; `ways` are the platforms by which replies can be sent."""
    staff, audit, tickets = SqlStaffStore(database), SqlAuditStore(database), SqlTicketStore(database)
    record, notes, similar = SqlAnswerRecord(database), SqlMessageStore(database), Similar(_SCRIPT.to_simplified)
    opening = ticket_opening(settings, assistant, database, clock)
    drafts = SqlDraftStore(database)
    replies = build_replies(
        ReplySettings(settings.prompts_dir, settings.knowledge_dirs[0], settings.contact, settings.four_eyes),
        assistant,
        tickets,
        drafts,
        clock,
        ways or {},
    )
    approving = Approving(SqlApprovedStore(database), assistant, replies.checking, clock, settings.four_eyes)
    return DeskDoor(
        DeskContext(
            admission=SigningIn(staff, SqlSignInStore(database), passwords or Argon2Passwords(), clock),
            accounts=Accounts(staff, clock),
            audit=audit,
            replies=replies,
            approving=approving,
            making=Making(approving, assistant, drafts, tickets, SqlStaffAnswers(database)),
            flagging=Flagging(approving),
            settling=Settling(replies.sending),
            public_url=settings.public_url.rstrip("/"),
            tickets=Tickets(tickets, staff, similar, clock),
            opening=opening,
            importing=Importing(opening),
            answer_record=record,
            insights=InsightReader(
                SqlInsightStore(database),
                lambda: (version.document for version in assistant.documents()),
                similar.groups,
                ZoneInfo(settings.time_zone),
            ),
            changes=Changes(audit),
            gatherer=Gatherer(Gathering(record, opening, notes, clock), Lease(notes, "desk", "", clock, LEASE)),
            keys=keys,
        )
    )


def ticket_opening(settings: Settings, assistant: Assistant, database: Database, clock: Clock) -> Opening:
    """Opens tickets, for the desk and for the channels that hand people over to it."""
    due = timedelta(hours=settings.desk_due_hours) if settings.desk_due_hours else None
    return Opening(SqlTicketStore(database), Similar(_SCRIPT.to_simplified), clock, due, told_facts(assistant))


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
