"""Drafts replies to tickets from what the Assistant answers, and keeps what staff make of them."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.turn import Span
from assistant.desk.checking import Checking, Reply, ReplyFlaw
from assistant.desk.composing import Composing
from assistant.desk.draft_events import draft_event
from assistant.desk.objections import Objection
from assistant.desk_ports import DraftStore, TicketStore
from assistant.domain import Answer, Citation, Draft, DraftForm, DraftState, Mode, Paragraph, Question, Ticket, User
from assistant.errors import Conflict, NotFound
from assistant.language.normalise import strip_invisible
from assistant.language.script import ScriptConverter
from assistant.ports import Clock
from assistant.service import Assistant

CHANNEL = "desk"
MOST_SEARCHED = 6
_EDITABLE = (
    DraftState.WRITING,
    DraftState.IN_REVIEW,
    DraftState.RETURNED,
    DraftState.APPROVED,
    DraftState.FAILED,
)


class Drafting:
    """Begins and edits replies."""

    def __init__(
        self,
        assistant: Assistant,
        tickets: TicketStore,
        drafts: DraftStore,
        checking: Checking,
        composing: Composing,
        clock: Clock,
    ) -> None:
        self._assistant, self._tickets, self._drafts = assistant, tickets, drafts
        self._checking, self._composing, self._clock = checking, composing, clock

    def begin(self, number: int, form: DraftForm, author: User) -> Draft:
        """A new reply to a ticket, as far as the assistant can answer it; raises AssistantError."""
        ticket = self._tickets.ticket(number)
        # Others who get the same reply have other facts, and another verdict.
        is_shared = bool(self._tickets.merged(number))
        answer = self._answer(ticket, is_shared)
        if is_shared:
            answer = replace(answer, judged=None)

        def proven(paragraph: Paragraph, citations: Sequence[Citation]) -> bool:
            reply = Reply((paragraph,), citations, answer.as_of, ticket.question)
            found = self._checking.objections(reply, answer.as_of)
            # What is over is said in a paragraph before it.
            return all(each.flaw is ReplyFlaw.EXPIRED for each in found)

        composed = self._composing.reply(answer, form, number, self._searched(answer), proven)
        now = self._clock()
        draft = Draft(
            id=secrets.token_hex(16),
            ticket=number,
            form=form,
            state=DraftState.WRITING,
            paragraphs=composed.paragraphs,
            citations=composed.citations,
            as_of=answer.as_of,
            author_id=author.id,
            writers=(author.id,),
            written_at=now,
            changed_at=now,
        )
        draft = replace(draft, first=draft.text)
        self._drafts.add(draft, draft_event("draft_added", draft, author, now, after={"text": draft.text}))
        return draft

    def change(
        self, draft_id: str, revision: int, paragraphs: Sequence[Paragraph], cite: Sequence[str], editor: User
    ) -> Draft:
        """Keep what somebody wrote; clauses of `cite` get the next citation numbers. It has to be reviewed anew.

        Raises NotFound, or Conflict for one that is sent, or that somebody else changed.
        """
        draft = self._drafts.draft(draft_id)
        if draft.state not in _EDITABLE or any(each.sent_at for each in draft.deliveries):
            raise Conflict("这份回复已经送出或正在送出，不能再改。需要补充时，请另起草一份。")
        now = self._clock()
        changed = replace(
            draft,
            paragraphs=tuple(replace(each, text=strip_invisible(each.text)) for each in paragraphs),
            citations=self._citations(draft, cite),
            state=DraftState.WRITING,
            author_id=editor.id,
            writers=tuple(dict.fromkeys((*draft.writers, editor.id))),
            reviewer_id=None,
            changed_at=now,
            failure="",
            deliveries=(),
        )
        event = draft_event("draft_changed", changed, editor, now, {"text": draft.text}, {"text": changed.text})
        return self._drafts.save(changed, revision, event)

    def objections(self, draft: Draft) -> tuple[Objection, ...]:
        """Why a reply may not be sent today; raises NotFound where its ticket is gone."""
        reply = Reply(draft.paragraphs, draft.citations, draft.as_of, self.question(draft.ticket))
        return self._checking.objections(reply, self._assistant.today())

    def question(self, number: int) -> str:
        """What the asker of a ticket wrote; raises NotFound."""
        return self._tickets.ticket(number).question

    def _citations(self, draft: Draft, cite: Sequence[str]) -> tuple[Citation, ...]:
        citations = list(draft.citations)
        for clause_id in cite:
            _, clause = self._assistant.clause(clause_id)
            n = max((each.n for each in citations), default=0) + 1
            citations.append(replace(self._assistant.cite(Span(clause_id, 0, len(clause.text)), draft.as_of), n=n))
        return tuple(citations)

    def _answer(self, ticket: Ticket, is_shared: bool) -> Answer:
        """What the assistant says to the question, in a conversation of the desk.

        Nobody's own conversation is gone on with: it would show what no person has approved. So that a question that
        only goes on is understood, the one before it is asked here first. What the asker told is left out of a reply
        that is shared with others.
        """
        text = ScriptConverter().to_simplified(strip_invisible(ticket.question))
        text = text[: self._assistant.max_question_chars]
        before = self._before(ticket)
        if before is None:
            return self._assistant.answer(Question(text, channel=CHANNEL))
        facts = before.judged.profile if before.judged and not is_shared else ()
        profile = {fact.id: fact.told for fact in facts if fact.told}
        standalone = ScriptConverter().to_simplified(before.standalone)
        if before.question.strip() == ticket.question.strip():
            return self._assistant.answer(Question(standalone, profile=profile, channel=CHANNEL))
        earlier = self._assistant.answer(Question(standalone, mode=Mode.QUOTES, profile=profile, channel=CHANNEL))
        return self._assistant.answer(Question(text, earlier.conversation_id, channel=CHANNEL))

    def _before(self, ticket: Ticket) -> Answer | None:
        """The answer that the ticket is about, else the last one of its conversation."""
        try:
            if ticket.answer_id:
                return self._assistant.recorded_answer(ticket.answer_id)
            if ticket.asker.conversation_id:
                answers = self._assistant.conversation(ticket.asker.conversation_id, 1).answers
                return answers[-1] if answers else None
        except NotFound:
            return None
        return None

    def _searched(self, answer: Answer) -> tuple[str, ...]:
        """The documents that were looked into, those that are nearest first."""
        near = [each.short_title or each.title for each in answer.citations]
        all_of_them = [version.document.short_title for version in self._assistant.documents()]
        return tuple(dict.fromkeys((*near, *all_of_them)))[:MOST_SEARCHED]
