"""Opens a ticket for who asks a messenger for a person."""

from __future__ import annotations

from collections.abc import Callable

import structlog

from assistant.desk.opening import NO_QUESTION, NewTicket, Opening
from assistant.domain import Answer, Asker, Correspondent, Message, TicketSource
from assistant.errors import AssistantError, NotFound
from assistant.language.normalise import in_own_words

log = structlog.get_logger("assistant.desk")


class TicketHandOvers:
    """HandOvers to the desk; `recorded` gives an answer again."""

    def __init__(self, opening: Opening, recorded: Callable[[str], Answer]) -> None:
        self._opening, self._recorded = opening, recorded

    def take(self, sender: Correspondent, last: Message | None) -> bool:
        """See HandOvers."""
        try:
            self._opening.open(self._wanted(sender, last))
        except AssistantError as error:
            log.warning("hand_over_without_ticket", code=error.code, reason=error.message)
            return False
        return True

    def _wanted(self, sender: Correspondent, last: Message | None) -> NewTicket:
        asker = Asker(sender.channel, sender.account, sender.user_id)
        reply = last.reply if last else None
        if last is None or reply is None or reply.answer_id is None:
            return NewTicket(NO_QUESTION, TicketSource.HAND_OVER, asker)
        asker = Asker(sender.channel, sender.account, sender.user_id, reply.conversation_id)
        try:
            answer = self._recorded(reply.answer_id)
        except NotFound:
            return NewTicket(last.text, TicketSource.HAND_OVER, asker)
        question = in_own_words(answer.question, answer.standalone)
        return NewTicket(question, TicketSource.HAND_OVER, asker, answer.id)
