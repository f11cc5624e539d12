"""The tables. Names are the words of the glossary."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

from assistant.storage.columns import UtcDateTime

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

documents = Table(
    "document",
    metadata,
    Column("id", String(200), primary_key=True),
    Column("current_version", Integer, nullable=False),
    Column("withdrawn", Boolean, nullable=False),
)

document_versions = Table(
    "document_version",
    metadata,
    Column("document_id", String(200), ForeignKey("document.id"), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("digest", String(64), nullable=False),
    Column("recorded_at", UtcDateTime, nullable=False),
    Column("body", Text, nullable=False),
)

clauses = Table(
    "clause",
    metadata,
    Column("document_id", String(200), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    Column("id", String(300), nullable=False, index=True),
    Column("level", String(20), nullable=False),
    Column("depth", Integer, nullable=False),
    Column("locator", Text, nullable=False),
    Column("heading", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("parent_id", String(300)),
    ForeignKeyConstraint(["document_id", "version"], ["document_version.document_id", "document_version.version"]),
)

served_index = Table(
    "served_index",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("name", String(200), nullable=False),
    CheckConstraint("id = 1", name="one_row"),
)

embeddings = Table(
    "embedding",
    metadata,
    Column("embedder_id", String(200), primary_key=True),
    Column("digest", String(64), primary_key=True),
    Column("vector", LargeBinary, nullable=False),
)

conversations = Table(
    "conversation",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("channel", String(40), nullable=False),
    Column("opened_at", UtcDateTime, nullable=False),
)

answers = Table(
    "answer",
    metadata,
    Column("sequence", Integer, primary_key=True),
    Column("id", String(64), nullable=False, unique=True),
    Column("conversation_id", String(64), ForeignKey("conversation.id"), nullable=False, index=True),
    Column("channel", String(40), nullable=False),
    Column("status", String(40), nullable=False),
    Column("recorded_at", UtcDateTime, nullable=False),
    Column("body", Text, nullable=False),
)

# Derived from the bodies of the answers, so that those that cite a clause are found without reading all.
citations = Table(
    "citation",
    metadata,
    Column("answer_id", String(64), ForeignKey("answer.id"), primary_key=True),
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("document_id", String(200), nullable=False),
    Column("version", Integer, nullable=False),
    Column("digest", String(64), nullable=False),
    Index("ix_citation_digest", "digest", "document_id"),
)

# What a model worded it may word again, so the oldest go.
kept_wordings = Table(
    "kept_wording",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("wording", Text, nullable=False),
    Column("recorded_at", UtcDateTime, nullable=False, index=True),
)

feedback = Table(
    "feedback",
    metadata,
    Column("sequence", Integer, primary_key=True),
    Column("answer_id", String(64), ForeignKey("answer.id"), nullable=False, index=True),
    Column("rating", String(10), nullable=False),
    Column("reason", Text, nullable=False),
    Column("comment", Text, nullable=False),
    Column("recorded_at", UtcDateTime, nullable=False),
    CheckConstraint("rating IN ('up', 'down')", name="rating"),
)

api_keys = Table(
    "api_key",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("name", String(100), nullable=False, unique=True),
    Column("digest", String(64), nullable=False),
    Column("scopes", String(200), nullable=False),
    Column("per_minute", Integer, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("revoked_at", UtcDateTime),
    Column("last_used_on", Date),
)

# Names are digests, since what programs call a conversation may be a person's account.
sessions = Table(
    "session",
    metadata,
    Column("name", String(64), primary_key=True),
    Column(
        "conversation_id",
        String(64),
        ForeignKey("conversation.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("used_at", UtcDateTime, nullable=False, index=True),
)

model_usage = Table(
    "model_usage",
    metadata,
    Column("day", Date, primary_key=True),
    Column("calls", Integer, nullable=False),
    Column("tokens", BigInteger, nullable=False),
    Column("failures", Integer, nullable=False),
)

# How a messenger knows people; what they wrote goes with them when they leave.
correspondents = Table(
    "correspondent",
    metadata,
    Column("channel", String(40), primary_key=True),
    Column("account", String(64), primary_key=True),
    Column("user_id", String(200), primary_key=True),
    Column("conversation_id", String(64)),
    Column("with_staff", Boolean, nullable=False),
    Column("heard_at", UtcDateTime, nullable=False),
    Column("pushes", Integer, nullable=False),
)

messages = Table(
    "message",
    metadata,
    Column("sequence", Integer, primary_key=True),
    Column("id", String(64), nullable=False, unique=True),
    Column("channel", String(40), nullable=False),
    Column("account", String(64), nullable=False),
    Column("user_id", String(200), nullable=False),
    Column("text", Text, nullable=False),
    Column("received_at", UtcDateTime, nullable=False, index=True),
    Column("leased_until", UtcDateTime, nullable=False),
    Column("reply", Text),
    Column("parts", Integer, nullable=False),
    Column("told", Integer, nullable=False),
    Column("delivery", String(10), nullable=False),
    Column("reply_to", Text, nullable=False),
    Column("draft", Text, nullable=False),
    Index("ix_message_sender", "channel", "account", "user_id"),
)

staff_replies = Table(
    "staff_reply",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("channel", String(40), nullable=False),
    Column("account", String(64), nullable=False),
    Column("user_id", String(200), nullable=False),
    Column("staff_id", String(200), nullable=False),
    Column("text", Text, nullable=False),
    Column("sent_at", UtcDateTime, nullable=False),
)

account_states = Table(
    "account_state",
    metadata,
    Column("channel", String(40), primary_key=True),
    Column("account", String(64), primary_key=True),
    Column("name", String(40), primary_key=True),
    Column("value", Text, nullable=False),
)
