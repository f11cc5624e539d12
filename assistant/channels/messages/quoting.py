"""What an answer quotes, with where it stands, as one message or as few as hold it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from assistant.channels.messages.basis import Basis, marks
from assistant.channels.messages.cutting import cut, size
from assistant.channels.messages.judged import Head
from assistant.channels.messages.showing import Showing
from assistant.domain import Answer, AnswerStatus, Mode, Role, Sentence

MOST_PARTS = 2
"""So many messages of quotes are sent where a page shows the others."""
_ITEM = re.compile(r"\d+\. ")
"""How a sentence begins that is one of a list; any other may be a cap or a condition."""
_REFUSED = (AnswerStatus.OUT_OF_SCOPE, AnswerStatus.NO_EVIDENCE, AnswerStatus.EXPIRED_ONLY)


@dataclass(frozen=True, slots=True)
class Quoted:
    """The sentences of one answer below its `head`; `contact` is told below a refusal."""

    answer: Answer
    show: Showing
    contact: str
    head: Head | None = None

    def whole(self, is_short: bool = False) -> str:
        """All in one text. A short one leaves full titles to the page, and the links of what remarks rest on."""
        is_short = is_short and bool(self.show.page)
        return self._text(self.answer.sentences, is_short=is_short, is_first=True, is_last=True)

    def parts(self, room: int, goes_on: bool = False) -> list[str]:
        """Texts of at most `room` bytes, each with what its own sentences rest on, remarks beside what they concern.

        Where nothing `goes_on` below them, none of the texts says no more than how to take the others.

        Of a long list only its beginning is told where a page shows all; everything else is told always.
        """
        sentences = self._remarks_beside()
        items = [at for at, each in enumerate(sentences) if each.citations and _ITEM.match(each.text)]

        def without(left_out: int) -> list[str]:
            left = set(items[len(items) - left_out :])
            kept = [each for at, each in enumerate(sentences) if at not in left]
            return list(self._packed(kept, room, left_out, goes_on))

        most = len(items) - 1 if self.show.page and items else 0
        left_out = bisect_left(range(most), True, key=lambda left: len(without(left)) <= MOST_PARTS)
        return [piece for part in without(left_out) for piece in cut(part, room)]

    def _remarks_beside(self) -> list[Sentence]:
        """The sentences, each remark after the last one of its document: who reads no further must know of an end."""
        remarks = [each for each in self.answer.sentences if each.role is Role.REMARK]
        told = [each for each in self.answer.sentences if each.role is not Role.REMARK]
        ordered: list[Sentence] = []
        for at, sentence in enumerate(told):
            ordered.append(sentence)
            ended = self._documents([sentence]) - self._documents(told[at + 1 :])
            ordered += (each for each in remarks if each not in ordered and self._documents([each]) & ended)
        return [*ordered, *(each for each in remarks if each not in ordered)]

    def _documents(self, sentences: Sequence[Sentence]) -> Set[str]:
        cited = {n for each in sentences for n in each.citations}
        return {each.document_id for each in self.answer.citations if each.n in cited}

    def _packed(self, sentences: Sequence[Sentence], room: int, left_out: int, goes_on: bool) -> Iterator[str]:
        held: list[Sentence] = []
        is_first, is_short = True, bool(self.show.page)
        for at, sentence in enumerate(sentences, 1):
            is_last = at == len(sentences)
            longer = self._text([*held, sentence], is_short, is_first, is_last, left_out)
            if size(longer) > room and (held or (is_first and self.head)):
                rest = sentences[at - 1 :]
                if not goes_on and not any(each.citations for each in rest):
                    bare = self._text([*held, *rest], is_short, is_first, True, left_out, is_bare=True)
                    if size(bare) <= room:
                        yield bare
                        return
                yield self._text(held, is_short, is_first, is_last=False)
                held, is_first = [], False
            held.append(sentence)
        yield self._text(held, is_short, is_first, is_last=True, left_out=left_out)

    def _text(
        self,
        sentences: Sequence[Sentence],
        is_short: bool,
        is_first: bool,
        is_last: bool,
        left_out: int = 0,
        is_bare: bool = False,
    ) -> str:
        """Sentences with what they rest on; a bare one has no links but that of the page."""
        show, answer = self.show, self.answer
        head = self.head if is_first else None
        basis = self._basis(sentences, head, is_short, is_bare)
        blocks = [head.text, "\n".join(map(show.quoted, answer.notices))] if head else []
        if is_first and not head:
            blocks.append("\n".join(map(show.quoted, answer.notices)))
        blocks += self._blocks(sentences, basis.listed)
        blocks += self._ending(left_out) if is_last else ()
        lines = [*basis.lines()]
        if is_first and basis.cited:
            lines.append(show.page_line())
        return "\n\n".join(filter(None, (*blocks, "\n".join(filter(None, lines)))))

    def _basis(self, sentences: Sequence[Sentence], head: Head | None, is_short: bool, is_bare: bool) -> Basis:
        own = {n for each in sentences for n in each.citations}
        remarks = {n for each in sentences if each.role is Role.REMARK for n in each.citations}
        answers = {n for each in sentences if each.role is not Role.REMARK for n in each.citations}
        further = [each for each in head.citations if each.n not in own] if head else []
        cited = sorted((*(each for each in self.answer.citations if each.n in own), *further), key=lambda each: each.n)
        linked = () if is_bare else answers if is_short else answers | remarks
        foremost = {each.n for each in head.citations} if head else ()
        return Basis(self.answer, cited, linked, self.show, is_short, foremost)

    def _blocks(self, sentences: Sequence[Sentence], listed: Set[int]) -> Iterator[str]:
        """Sentences of one role as lines, a remark right below what is told of its document."""
        lines: list[str] = []
        before = None
        for sentence in sentences:
            is_beside = (
                sentence.role is Role.REMARK and before and self._documents([before]) & self._documents([sentence])
            )
            if before and before.role is not sentence.role and not is_beside:
                yield "\n".join(lines)
                lines.clear()
            lines.append(self._line(sentence, listed))
            before = sentence
        yield "\n".join(lines)

    def _ending(self, left_out: int) -> Iterator[str]:
        if left_out:
            yield self.show("basis.left_out", n=left_out)
        if self.answer.mode is Mode.MODEL:
            yield self.show("basis.by_model")
        if self.answer.status in _REFUSED and self.contact:
            yield self.show.own(self.contact)

    def _line(self, sentence: Sentence, listed: Set[int]) -> str:
        return self.show.quoted(sentence.text) + marks([n for n in sentence.citations if n in listed])
