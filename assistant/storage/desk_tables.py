"""The tables of the help desk. Names are the words of the glossary."""

from __future__ import annotations

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, String, Table, Text

from assistant.storage.columns import UtcDateTime
from assistant.storage.tables import metadata

users = Table(
    "user_account",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("name", String(100), nullable=False),
    # The name as it is compared, so that 'Li' and 'li' are one account in every database.
    Column("folded_name", String(200), nullable=False, unique=True),
    Column("display_name", String(100), nullable=False),
    Column("role", String(20), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("password", String(255)),
    Column("disabled_at", UtcDateTime),
    Column("failures", Integer, nullable=False),
    Column("locked_until", UtcDateTime),
)

sign_ins = Table(
    "sign_in",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("user_id", String(32), ForeignKey("user_account.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("opened_at", UtcDateTime, nullable=False),
    Column("used_at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False, index=True),
)

invitations = Table(
    "invitation",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("user_id", String(32), ForeignKey("user_account.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("expires_at", UtcDateTime, nullable=False),
    Column("used_at", UtcDateTime),
)

# Triggers of the migration refuse to change or remove a row.
audit_events = Table(
    "audit_event",
    metadata,
    Column("sequence", Integer, primary_key=True),
    Column("at", UtcDateTime, nullable=False),
    Column("actor_id", String(32)),
    Column("actor_name", String(100), nullable=False),
    Column("action", String(40), nullable=False),
    Column("subject", String(40), nullable=False),
    Column("subject_id", String(64), nullable=False),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    Index("ix_audit_event_subject", "subject", "subject_id", "sequence"),
    sqlite_autoincrement=True,
)

tickets = Table(
    "ticket",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("question", Text, nullable=False),
    # A digest that questions share which differ in spelling only; empty where nothing was asked.
    Column("question_key", String(64), nullable=False, index=True, default=""),
    Column("status", String(20), nullable=False),
    Column("source", String(20), nullable=False),
    Column("channel", String(40), nullable=False),
    Column("account", String(64), nullable=False),
    Column("user_id", String(200), nullable=False, index=True),
    Column("conversation_id", String(64), index=True),
    Column("reach", String(200), nullable=False),
    Column("answer_id", String(64), unique=True),
    Column("owner_id", String(32), ForeignKey("user_account.id"), index=True),
    Column("created_at", UtcDateTime, nullable=False),
    Column("changed_at", UtcDateTime, nullable=False),
    Column("due_at", UtcDateTime),
    Column("reopened_at", UtcDateTime),
    Column("merged_into", Integer, ForeignKey("ticket.number"), index=True),
    # Into which it was merged itself, before that one was merged into yet another.
    Column("merged_first_into", Integer),
    Column("revision", Integer, nullable=False),
    Index("ix_ticket_status_changed_at", "status", "changed_at", "number"),
    Index("ix_ticket_changed_at", "changed_at", "number"),
    sqlite_autoincrement=True,
)

ticket_tags = Table(
    "ticket_tag",
    metadata,
    Column("ticket", Integer, ForeignKey("ticket.number", ondelete="CASCADE"), primary_key=True),
    Column("tag", String(40), primary_key=True),
    Index("ix_ticket_tag_tag", "tag", "ticket"),
)

ticket_notes = Table(
    "ticket_note",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("ticket", Integer, ForeignKey("ticket.number", ondelete="CASCADE"), nullable=False, index=True),
    Column("author_id", String(32), ForeignKey("user_account.id"), nullable=False),
    Column("text", Text, nullable=False),
    Column("written_at", UtcDateTime, nullable=False),
)

# `body` holds paragraphs and citations as JSON; the columns are what is asked for.
drafts = Table(
    "draft",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("ticket", Integer, ForeignKey("ticket.number", ondelete="CASCADE"), nullable=False, index=True),
    Column("state", String(20), nullable=False),
    Column("changed_at", UtcDateTime, nullable=False),
    Column("sent_at", UtcDateTime),
    Column("revision", Integer, nullable=False),
    Column("body", Text, nullable=False),
    Index("ix_draft_state_changed_at", "state", "changed_at"),
)

# Which askers have a reply, by their tickets; a ticket may be merged into another one afterwards.
draft_receivers = Table(
    "draft_receiver",
    metadata,
    Column("draft", String(32), ForeignKey("draft.id", ondelete="CASCADE"), primary_key=True),
    Column("ticket", Integer, ForeignKey("ticket.number", ondelete="CASCADE"), primary_key=True, index=True),
)

approved_answers = Table(
    "approved_answer",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("state", String(20), nullable=False),
    Column("changed_at", UtcDateTime, nullable=False),
    Column("review_on", Date, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("body", Text, nullable=False),
    # The revisions are added up every half a second, without reading the bodies.
    Index("ix_approved_answer_state_revision", "state", "revision"),
)
