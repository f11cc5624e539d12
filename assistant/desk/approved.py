"""Approved answers are written, tried, published, retired, and flagged when what they rest on changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.approved.standing import present_span
from assistant.desk.approved_events import approved_event, told_of
from assistant.desk.approved_trial import Trial
from assistant.desk.approved_writing import Writing, Written
from assistant.desk.checking import Checking, Reply
from assistant.desk.objections import Objection
from assistant.desk.staff_secrets import new_id
from assistant.desk_ports import ApprovedStore
from assistant.domain import ApprovedAnswer, ApprovedState, Permission, User
from assistant.errors import ApprovedRefused, Conflict, NotAllowed
from assistant.ports import Clock
from assistant.service import Assistant

MOST_TOLD = 5
_VOUCHED_FOR = (ApprovedState.PUBLISHED, ApprovedState.FLAGGED)


@dataclass(frozen=True, slots=True)
class Tried:
    """What a question would get: the answer that it asks for and how surely, what stands against giving it, others."""

    answer: ApprovedAnswer | None
    question: str
    likeness: float
    against: tuple[str, ...]
    near: tuple[ApprovedAnswer, ...]


class Approving:
    """What may be done with approved answers; who may do it, the door knows, but for what was published.

    With `four_eyes` nobody publishes what they wrote last themselves.
    """

    def __init__(
        self,
        store: ApprovedStore,
        assistant: Assistant,
        checking: Checking,
        clock: Clock,
        four_eyes: bool,
    ) -> None:
        self._store, self._assistant, self._checking = store, assistant, checking
        self._trial, self._writing = Trial(assistant, checking), Writing(assistant)
        self._clock, self._four_eyes = clock, four_eyes

    def today(self) -> date:
        """The day on which answers are judged now."""
        return self._assistant.today()

    def all(self, states: Sequence[ApprovedState] = (), text: str = "") -> tuple[ApprovedAnswer, ...]:
        """Those of some states in which a text stands, the most recently changed first."""
        return tuple(each for each in self._store.all(states) if not text or text in _whole(each))

    def answer(self, answer_id: str) -> ApprovedAnswer:
        """One of them; raises NotFound."""
        return self._store.answer(answer_id)

    def flags(self, answer: ApprovedAnswer) -> tuple[str, ...]:
        """What stands against giving it today, in Chinese; of a flagged one at least why it was flagged."""
        now = self._assistant.approved.doubts(answer, self._assistant.today(), self._assistant.catalogue)
        return now or (answer.flags if answer.state is ApprovedState.FLAGGED else ())

    def objections(self, answer: ApprovedAnswer) -> tuple[Objection, ...]:
        """What of it the cited clauses do not hold."""
        today = self._assistant.today()
        return self._checking.objections(Reply(answer.paragraphs, answer.citations, today), today)

    def add(self, written: Written, by: User, ticket: int | None = None) -> ApprovedAnswer:
        """Keep a new one, which is not given before it is published; raises ApprovedRefused."""
        now = self._clock()
        empty = ApprovedAnswer(
            id=new_id(),
            question="",
            variants=(),
            paragraphs=(),
            citations=(),
            state=ApprovedState.DRAFT,
            owner_id=by.id,
            changed_at=now,
            review_on=now.date(),
            ticket=ticket,
            editor_id=by.id,
        )
        answer = self._writing.into(empty, written)
        self._store.add(answer, approved_event("approved_added", answer, by, now, after=told_of(answer)))
        return answer

    def change(
        self, answer_id: str, revision: int, written: Written, by: User, owner_id: str | None = None
    ) -> ApprovedAnswer:
        """Keep what was written anew; one that was given is so no longer until somebody publishes it again.

        Raises ApprovedRefused, NotFound or Conflict, and NotAllowed where that takes a reviewer.
        """
        before = self._store.answer(answer_id)
        written_anew = replace(self._writing.into(before, written), owner_id=owner_id or before.owner_id)
        if written_anew == before and revision == before.revision:
            return before
        if before.state in _VOUCHED_FOR and not by.may(Permission.REVIEW_DRAFTS):
            raise NotAllowed("这条答复审核人发布过，改了就会停用。请审核人来改，或另写一条。")
        after = replace(written_anew, state=ApprovedState.DRAFT, flags=(), editor_id=by.id)
        return self._save("approved_changed", before, after, revision, by)

    def publish(self, answer_id: str, revision: int, by: User) -> ApprovedAnswer:
        """Give it from now on; raises ApprovedRefused with what it did not stand, NotAllowed, NotFound or Conflict."""
        before = self._store.answer(answer_id)
        if before.revision != revision:
            raise Conflict("这条答复刚被同事改过，请重新打开后再看。")
        if before.state is ApprovedState.PUBLISHED:
            raise Conflict("这条答复已经发布了。")
        if self._four_eyes and before.editor_id == by.id:
            raise NotAllowed("这条答复最后是您写的，要由另一位审核人发布。")
        after = replace(
            self._as_it_stands(before),
            state=ApprovedState.PUBLISHED,
            flags=(),
            approved_at=self._clock(),
            approved_by=by.display_name,
        )
        published = self._store.all((ApprovedState.PUBLISHED,))
        if failed := self._trial.failures(after, published):
            more = f"（共 {len(failed)} 处）" if len(failed) > MOST_TOLD else ""
            raise ApprovedRefused(f"还不能发布：{'；'.join(failed[:MOST_TOLD])}{more}")
        return self._save("approved_published", before, after, revision, by, published)

    def retire(self, answer_id: str, revision: int, by: User) -> ApprovedAnswer:
        """Give it no longer; raises NotFound or Conflict."""
        before = self._store.answer(answer_id)
        return self._save("approved_retired", before, replace(before, state=ApprovedState.RETIRED), revision, by)

    def flag(self) -> int:
        """Flag what is published and must not be given today; how many that were."""
        flagged = 0
        for answer in self._store.all((ApprovedState.PUBLISHED,)):
            if flags := self.flags(answer):
                after = replace(answer, state=ApprovedState.FLAGGED, flags=flags)
                try:
                    self._save("approved_flagged", answer, after, answer.revision, None)
                except Conflict:
                    # Somebody else changed it just now.
                    continue
                flagged += 1
        return flagged

    def tried(self, question: str) -> Tried:
        """Which published answer a question would get today."""
        today, book = self._assistant.today(), self._assistant.approved.published()
        near = book.near(question, MOST_TOLD)
        found = book.find(question, today.year)
        if found is None:
            return Tried(None, "", 0.0, (), near)
        heard = self._assistant.talk.hear(question, None, {}, today)
        talk = ("会先当作提问人自己的情况，按资格判断来答",) if heard.speaks_of_enterprise else ()
        return Tried(found.answer, found.question, found.likeness, (*talk, *self.flags(found.answer)), near)

    def _as_it_stands(self, answer: ApprovedAnswer) -> ApprovedAnswer:
        """The answer with its citations as the corpus has them today; those that are gone stay as they were."""
        today, catalogue = self._assistant.today(), self._assistant.catalogue
        spans = [present_span(each, catalogue) for each in answer.citations]
        citations = (
            replace(self._assistant.cite(span, today), n=held.n) if span else held
            for held, span in zip(answer.citations, spans, strict=True)
        )
        return replace(answer, citations=tuple(citations))

    def _save(
        self,
        action: str,
        before: ApprovedAnswer,
        after: ApprovedAnswer,
        revision: int,
        by: User | None,
        beside: Sequence[ApprovedAnswer] | None = None,
    ) -> ApprovedAnswer:
        """`beside` are the other answers with which one that is published was tried."""
        now = self._clock()
        after = replace(after, changed_at=now)
        was, said = told_of(before), told_of(after)
        changed = [name for name in said if was[name] != said[name]]
        event = approved_event(
            action, after, by, now, {name: was[name] for name in changed}, {name: said[name] for name in changed}
        )
        if beside is None:
            kept = self._store.save(after, revision, event)
        else:
            kept = self._store.publish(after, revision, beside, event)
        self._assistant.approved.look_again()
        return kept


def _whole(answer: ApprovedAnswer) -> str:
    return "\n".join((*answer.questions, *(each.text for each in answer.paragraphs)))
