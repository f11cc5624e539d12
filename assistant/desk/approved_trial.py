"""What an approved answer must stand before it is published."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.answering.turn import Turn
from assistant.desk.approved_case import EvalCase
from assistant.desk.checking import Checking, Reply
from assistant.domain import ApprovedAnswer, Question
from assistant.service import Assistant


class Trial:
    """Runs an answer against the corpus, its own eval case and the questions of the other answers, in this process."""

    def __init__(self, assistant: Assistant, checking: Checking) -> None:
        self._assistant, self._checking = assistant, checking

    def failures(self, answer: ApprovedAnswer, published: Sequence[ApprovedAnswer]) -> tuple[str, ...]:
        """Why it must not be published as it is, in Chinese; none where it may be."""
        others = [each for each in published if each.id != answer.id]
        return tuple(
            dict.fromkeys((*self._unproven(answer), *self._unaskable(answer), *self._mistaken(answer, others)))
        )

    def _unproven(self, answer: ApprovedAnswer) -> Iterator[str]:
        """Its paragraphs as staff are shown them, then as people would be given them today."""
        today = self._assistant.today()
        reply = Reply(answer.paragraphs, answer.citations, today)
        objections = self._checking.objections(reply, today)
        yield from (f"第 {each.paragraph + 1} 段：{each.message}" for each in objections)
        told = self._assistant.approved.told(answer, Turn(Question(answer.question), today), self._assistant.catalogue)
        if isinstance(told, tuple):
            # What is wrong with a paragraph has been said.
            yield from self._assistant.approved.doubts(answer, today, self._assistant.catalogue) if objections else told
            return
        yield from EvalCase.of(answer, today).failures(told.sentences, told.citations)

    def _unaskable(self, answer: ApprovedAnswer) -> Iterator[str]:
        """Questions with which nobody would come so far."""
        talk, today = self._assistant.talk, self._assistant.today()
        reader = self._assistant.approved.reader
        own = reader.approved(answer.question, today.year)
        for question in answer.questions:
            asked = reader.approved(question, today.year)
            if own and asked and asked.circumstances != own.circumstances:
                yield f"问法“{question}”的地区、年份、数字、文号或否定不同，是另一个问题，请另写一条答复"
            if not reader.tells(question, today.year):
                yield f"问法“{question}”太笼统或太长，看不出问的是哪一件事"
            elif talk.hear(question, None, {}, today).speaks_of_enterprise:
                yield f"问法“{question}”说的是提问人自己的情况，会按资格判断来答，请改成一般的问法"

    def _mistaken(self, answer: ApprovedAnswer, others: Sequence[ApprovedAnswer]) -> Iterator[str]:
        """Its questions must lead to it and to no other answer, those of the other answers to themselves."""
        year = self._assistant.today().year
        alone, beside = self._assistant.approved.book_of([answer]), self._assistant.approved.book_of(others)
        for question in answer.questions:
            if alone.find(question, year) is None:
                yield f"问法“{question}”认不出来"
            if found := beside.find(question, year):
                yield f"问法“{question}”与另一条已发布的答复“{found.answer.question}”是同一个问题"
        for other in others:
            if any(alone.find(question, year) for question in other.questions):
                yield f"另一条已发布的答复“{other.question}”的问法会错到这一条来"
