"""What staff answered in messengers, in SQL."""

from __future__ import annotations

from sqlalchemy import and_, bindparam, func, select

from assistant.desk_ports import StaffAnswer
from assistant.storage.engine import Database
from assistant.storage.tables import messages, staff_replies

_BEFORE = (
    select(messages.c.text)
    .where(
        and_(*(messages.c[name] == staff_replies.c[name] for name in ("channel", "account", "user_id"))),
        messages.c.received_at <= staff_replies.c.sent_at,
    )
    .order_by(messages.c.received_at.desc(), messages.c.sequence.desc())
    .limit(1)
    .scalar_subquery()
)
_NEWEST = (
    select(
        staff_replies.c.id, func.coalesce(_BEFORE, "").label("question"), staff_replies.c.text, staff_replies.c.sent_at
    )
    .order_by(staff_replies.c.sent_at.desc(), staff_replies.c.id)
    .limit(bindparam("limit"))
)


class SqlStaffAnswers:
    """StaffAnswers over a migrated database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def newest(self, limit: int) -> tuple[StaffAnswer, ...]:
        """See StaffAnswers."""
        with self._database.read() as connection:
            rows = connection.execute(_NEWEST, {"limit": limit})
            return tuple(StaffAnswer(row.id, row.question, row.text, row.sent_at) for row in rows)
