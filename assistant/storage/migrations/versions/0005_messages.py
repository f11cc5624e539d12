"""What people write to messengers, its replies, and what an account must remember."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from assistant.storage.columns import UtcDateTime

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "correspondent",
        sa.Column("channel", sa.String(40), nullable=False),
        sa.Column("account", sa.String(64), nullable=False),
        sa.Column("user_id", sa.String(200), nullable=False),
        sa.Column("conversation_id", sa.String(64)),
        sa.Column("with_staff", sa.Boolean, nullable=False),
        sa.Column("heard_at", UtcDateTime, nullable=False),
        sa.Column("pushes", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("channel", "account", "user_id", name="pk_correspondent"),
    )
    op.create_table(
        "message",
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("channel", sa.String(40), nullable=False),
        sa.Column("account", sa.String(64), nullable=False),
        sa.Column("user_id", sa.String(200), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("received_at", UtcDateTime, nullable=False),
        sa.Column("leased_until", UtcDateTime, nullable=False),
        sa.Column("reply", sa.Text),
        sa.Column("parts", sa.Integer, nullable=False),
        sa.Column("told", sa.Integer, nullable=False),
        sa.Column("delivery", sa.String(10), nullable=False),
        sa.Column("reply_to", sa.Text, nullable=False),
        sa.Column("draft", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("sequence", name="pk_message"),
        sa.UniqueConstraint("id", name="uq_message_id"),
    )
    op.create_index("ix_message_sender", "message", ["channel", "account", "user_id"])
    op.create_index("ix_message_received_at", "message", ["received_at"])
    op.create_table(
        "staff_reply",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("channel", sa.String(40), nullable=False),
        sa.Column("account", sa.String(64), nullable=False),
        sa.Column("user_id", sa.String(200), nullable=False),
        sa.Column("staff_id", sa.String(200), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("sent_at", UtcDateTime, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_staff_reply"),
    )
    op.create_table(
        "account_state",
        sa.Column("channel", sa.String(40), nullable=False),
        sa.Column("account", sa.String(64), nullable=False),
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("channel", "account", "name", name="pk_account_state"),
    )
