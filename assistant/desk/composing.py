"""Puts an answer into the form of a reply: paragraphs with their citations, from the words of the form."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.desk.draft_words import DraftWords
from assistant.desk.eligibility_lines import eligibility_lines
from assistant.desk.own_stretches import day_text, issued
from assistant.domain import (
    Answer,
    AnswerStatus,
    Citation,
    DraftForm,
    Kind,
    Paragraph,
    Role,
    Validity,
)

ANSWERED = (AnswerStatus.ANSWERED, AnswerStatus.PARTLY_ANSWERED)
_OVER = (Validity.EXPIRED, Validity.REPEALED, Validity.SUPERSEDED)
_ENUMERATED = (DraftForm.WEBSITE, DraftForm.HOTLINE, DraftForm.EMAIL)
_ITEM = re.compile(r"^\d+\. ")
_LEAD = re.compile(r"^(《[^》]+》)(?:（要点）：|写明：|说明：)(?=.)")
_BREAK = re.compile(r"(?<=[；;])(?=.)")


Proven = Callable[[Paragraph, Sequence[Citation]], bool]
"""Whether all that a paragraph says stands in what it cites."""


@dataclass(frozen=True, slots=True)
class Composed:
    """What a reply begins as; citations are numbered in the order in which they are used."""

    paragraphs: tuple[Paragraph, ...]
    citations: tuple[Citation, ...]


class Composing:
    """Words replies. `contact` is the contact block of the settings."""

    def __init__(self, words: DraftWords, contact: str) -> None:
        self._words, self._contact = words, contact

    def reply(self, answer: Answer, form: DraftForm, ticket: int, searched: Sequence[str], proven: Proven) -> Composed:
        """The answer as a reply. Where it found nothing it says what was searched (titles) and leaves room."""
        say, greeting = self._words, f"form.{form}.greeting"
        opening = Paragraph(say(greeting, ticket=ticket) if form is DraftForm.HOTLINE else say(greeting))
        closing = [
            say(f"form.{form}.as_of", as_of=day_text(answer.as_of)),
            say(f"form.{form}.contact", contact=self._contact),
            say(f"form.{form}.closing"),
        ]
        body = self._body(answer, form, proven) if answer.status in ANSWERED else Composed((), ())
        if not body.paragraphs:
            shelf = say("searched", documents=say("document.joiner").join(f"《{title}》" for title in searched))
            nothing = [say(f"form.{form}.nothing"), shelf, say("fill_in"), *closing]
            return Composed((opening, *map(Paragraph, nothing)), ())
        basis = self._basis(body.citations, form)
        return Composed((opening, *body.paragraphs, basis, *map(Paragraph, closing)), body.citations)

    def _body(self, answer: Answer, form: DraftForm, proven: Proven) -> Composed:
        """A paragraph for each sentence; nothing where no sentence of it answers.

        Sums that were reckoned for an enterprise stand in no clause: they are left out, and that is said.
        """
        citations = list(answer.citations)
        judged = [*eligibility_lines(answer, self._words, citations)]
        told = {role: [*self._told(answer, role, form)] for role in Role}
        kept = {role: [each for each in told[role] if proven(each, citations)] for role in Role}
        lines = [each for each in judged if proven(each, citations)]
        if not kept[Role.ANSWER] and not lines:
            return Composed((), ())
        points = _enumerated(kept[Role.ANSWER]) if form in _ENUMERATED else kept[Role.ANSWER]
        left_out = len(kept[Role.ANSWER]) < len(told[Role.ANSWER])
        reckoned = [Paragraph(self._words("reckoned"))] if left_out else []
        return _used((*kept[Role.WARNING], *points, *lines, *reckoned, *kept[Role.REMARK]), citations)

    def _told(self, answer: Answer, role: Role, form: DraftForm) -> Iterator[Paragraph]:
        for sentence in answer.sentences:
            if sentence.role is role:
                text = _ITEM.sub("", sentence.text) if form in _ENUMERATED else sentence.text
                yield Paragraph(self._spoken(text, form), sentence.citations)

    def _spoken(self, text: str, form: DraftForm) -> str:
        """As one says or writes it in short: 按《…》，… in place of a lead, a line for each part."""
        if form not in (DraftForm.PHONE, DraftForm.MESSENGER):
            return text
        if lead := _LEAD.match(text):
            text = self._words("spoken", document=lead.group(1), text=text[lead.end() :])
        return _BREAK.sub("\n", text) if form is DraftForm.PHONE else text

    def _basis(self, citations: Sequence[Citation], form: DraftForm) -> Paragraph:
        documents = {(each.document_id, each.version): each for each in reversed(citations)}
        named = [self._document(each) for each in reversed(documents.values())]
        if form in _ENUMERATED:
            listed = "\n".join(f"{n}. {name}" for n, name in enumerate(named, 1))
        else:
            listed = self._words("document.joiner").join(named)
        return Paragraph(self._words(f"form.{form}.basis", documents=listed), tuple(each.n for each in citations))

    def _document(self, citation: Citation) -> str:
        """《title》（number, day, whether it holds)."""
        say = self._words
        details = [citation.doc_number or ""]
        details += issued(citation.issued_on)[:1] if citation.issued_on else []
        text = "，".join(filter(None, details))
        text += say("document.digest") if citation.kind is Kind.DIGEST else ""
        text += say("document.over") if citation.validity in _OVER else ""
        text += say("document.not_yet") if citation.validity is Validity.UPCOMING else ""
        if not text:
            return say("document.bare", title=citation.title)
        return say("document.whole", title=citation.title, details=text.lstrip("，"))


def _enumerated(points: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """Points with numbers, where there are several; those below a lead are counted anew."""
    leads = [each.text.endswith("：") for each in points]
    number = 0
    for point, is_lead in zip(points, leads, strict=True):
        number = 0 if is_lead else number + 1
        is_alone = is_lead or leads.count(False) == 1
        yield point if is_alone else replace(point, text=f"{number}. {point.text}")


def _used(paragraphs: Iterable[Paragraph], citations: Sequence[Citation]) -> Composed:
    """Numbers the citations in the order in which paragraphs use them."""
    held = {each.n: each for each in citations}
    kept = tuple(paragraphs)
    order = list(dict.fromkeys(n for each in kept for n in each.citations if n in held))
    numbers = {n: at for at, n in enumerate(order, 1)}
    renumbered = tuple(_renumbered(each, numbers) for each in kept)
    return Composed(renumbered, tuple(replace(held[n], n=numbers[n]) for n in order))


def _renumbered(paragraph: Paragraph, numbers: Mapping[int, int]) -> Paragraph:
    def mark(found: re.Match[str]) -> str:
        n = int(found.group(1))
        return f"[{numbers[n]}]" if n in numbers else found.group()

    text = re.sub(r"\[(\d{1,3})\]", mark, paragraph.text)
    return Paragraph(text, tuple(numbers[n] for n in paragraph.citations if n in numbers))
