"""The help desk: accounts, what they did, tickets, replies, approved answers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from assistant.storage.columns import UtcDateTime

revision = "0007"
down_revision = "0006"

_SQLITE = (
    "CREATE TRIGGER audit_event_unchanged BEFORE UPDATE ON audit_event "
    "BEGIN SELECT RAISE(ABORT, 'audit events are never changed'); END",
    "CREATE TRIGGER audit_event_kept BEFORE DELETE ON audit_event "
    "BEGIN SELECT RAISE(ABORT, 'audit events are never removed'); END",
)
_POSTGRES = (
    "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'audit events are never changed or removed'; END $$",
    "CREATE TRIGGER audit_event_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_event "
    "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()",
)


def upgrade() -> None:
    """Create the tables."""
    _staff()
    _tickets()
    op.create_table(
        "approved_answer",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("changed_at", UtcDateTime, nullable=False),
        sa.Column("review_on", sa.Date, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_approved_answer"),
    )
    op.create_index("ix_approved_answer_state_revision", "approved_answer", ["state", "revision"])
    for statement in _SQLITE if op.get_bind().dialect.name == "sqlite" else _POSTGRES:
        op.execute(statement)


def _staff() -> None:
    op.create_table(
        "user_account",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("folded_name", sa.String(200), nullable=False),
        sa.Column("display_name", sa.String(100), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("created_at", UtcDateTime, nullable=False),
        sa.Column("password", sa.String(255)),
        sa.Column("disabled_at", UtcDateTime),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("locked_until", UtcDateTime),
        sa.PrimaryKeyConstraint("id", name="pk_user_account"),
        sa.UniqueConstraint("folded_name", name="uq_user_account_folded_name"),
    )
    op.create_table(
        "sign_in",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("user_id", sa.String(32), nullable=False),
        sa.Column("opened_at", UtcDateTime, nullable=False),
        sa.Column("used_at", UtcDateTime, nullable=False),
        sa.Column("expires_at", UtcDateTime, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sign_in"),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name="fk_sign_in_user_id_user_account", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_sign_in_user_id", "sign_in", ["user_id"])
    op.create_index("ix_sign_in_expires_at", "sign_in", ["expires_at"])
    op.create_table(
        "invitation",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("user_id", sa.String(32), nullable=False),
        sa.Column("expires_at", UtcDateTime, nullable=False),
        sa.Column("used_at", UtcDateTime),
        sa.PrimaryKeyConstraint("id", name="pk_invitation"),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name="fk_invitation_user_id_user_account", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_invitation_user_id", "invitation", ["user_id"])
    op.create_table(
        "audit_event",
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.Column("actor_id", sa.String(32)),
        sa.Column("actor_name", sa.String(100), nullable=False),
        sa.Column("action", sa.String(40), nullable=False),
        sa.Column("subject", sa.String(40), nullable=False),
        sa.Column("subject_id", sa.String(64), nullable=False),
        sa.Column("before", sa.Text, nullable=False),
        sa.Column("after", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("sequence", name="pk_audit_event"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_audit_event_subject", "audit_event", ["subject", "subject_id", "sequence"])


def _tickets() -> None:
    op.create_table(
        "ticket",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("question_key", sa.String(64), nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("source", sa.String(20), nullable=False),
        sa.Column("channel", sa.String(40), nullable=False),
        sa.Column("account", sa.String(64), nullable=False),
        sa.Column("user_id", sa.String(200), nullable=False),
        sa.Column("conversation_id", sa.String(64)),
        sa.Column("reach", sa.String(200), nullable=False),
        sa.Column("answer_id", sa.String(64)),
        sa.Column("owner_id", sa.String(32)),
        sa.Column("created_at", UtcDateTime, nullable=False),
        sa.Column("changed_at", UtcDateTime, nullable=False),
        sa.Column("due_at", UtcDateTime),
        sa.Column("reopened_at", UtcDateTime),
        sa.Column("merged_into", sa.Integer),
        sa.Column("merged_first_into", sa.Integer),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_ticket"),
        sa.UniqueConstraint("answer_id", name="uq_ticket_answer_id"),
        sa.ForeignKeyConstraint(["owner_id"], ["user_account.id"], name="fk_ticket_owner_id_user_account"),
        sa.ForeignKeyConstraint(["merged_into"], ["ticket.number"], name="fk_ticket_merged_into_ticket"),
        sqlite_autoincrement=True,
    )
    for name in ("question_key", "user_id", "conversation_id", "owner_id", "merged_into"):
        op.create_index(f"ix_ticket_{name}", "ticket", [name])
    op.create_index("ix_ticket_status_changed_at", "ticket", ["status", "changed_at", "number"])
    op.create_index("ix_ticket_changed_at", "ticket", ["changed_at", "number"])
    op.create_table(
        "ticket_tag",
        sa.Column("ticket", sa.Integer, nullable=False),
        sa.Column("tag", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("ticket", "tag", name="pk_ticket_tag"),
        sa.ForeignKeyConstraint(["ticket"], ["ticket.number"], name="fk_ticket_tag_ticket_ticket", ondelete="CASCADE"),
    )
    op.create_index("ix_ticket_tag_tag", "ticket_tag", ["tag", "ticket"])
    op.create_table(
        "ticket_note",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("ticket", sa.Integer, nullable=False),
        sa.Column("author_id", sa.String(32), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("written_at", UtcDateTime, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_ticket_note"),
        sa.ForeignKeyConstraint(["ticket"], ["ticket.number"], name="fk_ticket_note_ticket_ticket", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["author_id"], ["user_account.id"], name="fk_ticket_note_author_id_user_account"),
    )
    op.create_index("ix_ticket_note_ticket", "ticket_note", ["ticket"])
    op.create_table(
        "draft",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("ticket", sa.Integer, nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("changed_at", UtcDateTime, nullable=False),
        sa.Column("sent_at", UtcDateTime),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_draft"),
        sa.ForeignKeyConstraint(["ticket"], ["ticket.number"], name="fk_draft_ticket_ticket", ondelete="CASCADE"),
    )
    op.create_index("ix_draft_ticket", "draft", ["ticket"])
    op.create_index("ix_draft_state_changed_at", "draft", ["state", "changed_at"])
    op.create_table(
        "draft_receiver",
        sa.Column("draft", sa.String(32), nullable=False),
        sa.Column("ticket", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("draft", "ticket", name="pk_draft_receiver"),
        sa.ForeignKeyConstraint(["draft"], ["draft.id"], name="fk_draft_receiver_draft_draft", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["ticket"], ["ticket.number"], name="fk_draft_receiver_ticket_ticket", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_draft_receiver_ticket", "draft_receiver", ["ticket"])
