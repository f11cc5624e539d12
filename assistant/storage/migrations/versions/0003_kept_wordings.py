"""What a model worded before."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "kept_wording",
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("wording", sa.Text, nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_kept_wording"),
    )
    op.create_index("ix_kept_wording_recorded_at", "kept_wording", ["recorded_at"])
