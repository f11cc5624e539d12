"""Which answer cites which clause, read from the answers recorded so far."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_BATCH = 500


def upgrade() -> None:
    """Create the table and fill it."""
    citation = op.create_table(
        "citation",
        sa.Column("answer_id", sa.String(64), nullable=False),
        sa.Column("n", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("document_id", sa.String(200), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("answer_id", "n", name="pk_citation"),
        sa.ForeignKeyConstraint(["answer_id"], ["answer.id"], name="fk_citation_answer_id_answer"),
    )
    op.create_index("ix_citation_digest", "citation", ["digest", "document_id"])
    answer = sa.table("answer", sa.column("sequence", sa.Integer), sa.column("id"), sa.column("body"))
    connection, done = op.get_bind(), 0
    later = sa.select(answer).where(answer.c.sequence > sa.bindparam("done")).order_by(answer.c.sequence).limit(_BATCH)
    while batch := connection.execute(later, {"done": done}).all():
        done = batch[-1].sequence
        rows = [
            {"answer_id": row.id, **{name: cited[name] for name in ("n", "document_id", "version", "digest")}}
            for row in batch
            for cited in json.loads(row.body)["citations"]
        ]
        if rows:
            op.bulk_insert(citation, rows)
