"""A ticket with what was said before it came to the desk."""

from __future__ import annotations

from dataclasses import replace

from assistant.channels.desk.context import DeskContext
from assistant.channels.desk.drafts import drafts_out
from assistant.channels.desk.ticket_schemas import (
    AlikeOut,
    ExchangeOut,
    RatingOut,
    TicketDetail,
    TicketNoteOut,
    TicketOut,
)
from assistant.channels.web.answer_schemas import AnswerOut
from assistant.channels.wire import answer_to_wire
from assistant.domain import Answer, Rating, Ticket
from assistant.errors import NotFound
from assistant.language.masking import masked
from assistant.service import Assistant

EXCHANGES = 20


def detail_of(desk: DeskContext, assistant: Assistant, number: int) -> TicketDetail:
    """As the page shows it; raises NotFound. What its asker had forgotten is left out."""
    ticket = desk.tickets.ticket(number)
    merged, notes = desk.tickets.merged(number), desk.tickets.notes(number)
    owners, authors = desk.tickets.owners([ticket, *merged]), desk.tickets.authors(notes)
    answer = _answer(assistant, ticket)
    return TicketDetail(
        ticket=TicketOut.of(ticket, owners),
        merged=[TicketOut.of(each, owners) for each in merged],
        notes=[TicketNoteOut.of(note, authors) for note in notes],
        answer=AnswerOut.model_validate(answer_to_wire(_masked(answer))) if answer else None,
        ratings=[RatingOut.of(_masked_rating(rating)) for rating in desk.answer_record.ratings(answer.id)]
        if answer
        else [],
        conversation=_conversation(assistant, ticket),
        similar=[AlikeOut.of(each) for each in desk.tickets.alike(ticket)],
        drafts=drafts_out(desk, desk.replies.of_ticket(number)),
    )


def _answer(assistant: Assistant, ticket: Ticket) -> Answer | None:
    try:
        return assistant.recorded_answer(ticket.answer_id) if ticket.answer_id else None
    except NotFound:
        return None


def _conversation(assistant: Assistant, ticket: Ticket) -> list[ExchangeOut]:
    if ticket.asker.conversation_id is None:
        return []
    try:
        part = assistant.conversation(ticket.asker.conversation_id, EXCHANGES)
        return [
            ExchangeOut(
                answer_id=answer.id,
                question=masked(answer.question),
                text=answer.text,
                asked_at=assistant.asked_at(answer.id),
            )
            for answer in part.answers
        ]
    except NotFound:
        return []


def _masked_rating(rating: Rating) -> Rating:
    return replace(rating, reason=masked(rating.reason), comment=masked(rating.comment))


def _masked(answer: Answer) -> Answer:
    return replace(answer, question=masked(answer.question), standalone=masked(answer.standalone))
