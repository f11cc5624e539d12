"""What the help desk needs from storage. Each change is kept with the event that tells of it: both or neither."""

from assistant.desk_ports.insights import (
    InsightStore,
)
from assistant.desk_ports.replies import (
    ApprovedStore,
    DraftStore,
    Received,
    StaffAnswer,
    StaffAnswers,
)
from assistant.desk_ports.staff import (
    AuditStore,
    Passwords,
    SignInStore,
    StaffStore,
)
from assistant.desk_ports.tickets import (
    AnswerRecord,
    TicketFilter,
    TicketPage,
    TicketStore,
)

__all__ = [
    "AnswerRecord",
    "ApprovedStore",
    "AuditStore",
    "DraftStore",
    "InsightStore",
    "Passwords",
    "Received",
    "SignInStore",
    "StaffAnswer",
    "StaffAnswers",
    "StaffStore",
    "TicketFilter",
    "TicketPage",
    "TicketStore",
]
