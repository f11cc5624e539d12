"""An answer as the text of a message, with its proof in sight: most bots show nothing else of a reply."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from assistant.answering.replies import Replies
from assistant.channels.labels import KIND_LABELS, OUTCOME_LABELS, VALIDITY_LABELS
from assistant.channels.openai_api.markdown import escaped
from assistant.domain import Answer, AnswerStatus, AskedFact, Citation, Sentence, Verdict
from assistant.eligibility.estimating import worth


@dataclass(frozen=True, slots=True)
class Style:
    """How a model writes: what stands between paragraphs, how words stay words, whether it leaves out what it can."""

    between: str
    literal: Callable[[str], str]
    is_brief: bool


STYLES = {
    "policy-qa": Style("\n\n", escaped, is_brief=False),
    "policy-qa-text": Style("\n", str, is_brief=True),
}


def is_marked(answer: Answer) -> bool:
    """Whether a text tells which answer it is; chat, which leads nowhere, does not."""
    judges = answer.judged is not None and bool(answer.judged.verdicts)
    return bool(answer.citations) or judges or answer.status is not AnswerStatus.ANSWERED


class Wording:
    """Writes an answer piece by piece, so that a stream says what a whole reply says."""

    def __init__(self, words: Replies, public_url: str) -> None:
        """`words` are those of `prompts/bots.yaml`; without a public address nothing is linked."""
        self._words, self._public_url = words, public_url.rstrip("/")

    def whole(self, answer: Answer, style: Style) -> str:
        """All of the text."""
        sentences = style.between.join(self.sentence(each, style) for each in answer.sentences)
        return sentences + self.foot(answer, style)

    def sentence(self, sentence: Sentence, style: Style) -> str:
        """A verified sentence with the numbers of its citations."""
        return style.literal(sentence.text) + "".join(f"[{n}]" for n in sentence.citations)

    def foot(self, answer: Answer, style: Style) -> str:
        """What follows the sentences: notices, where it is written, verdicts, what to ask next.

        What was judged before, and has no verdict now, belongs to an earlier answer.
        """
        paragraphs = (
            *map(style.literal, answer.notices),
            *self._basis(answer, style),
            *self._judged(answer, style),
            *self._going_on(answer, style),
        )
        return "".join(style.between + each for each in paragraphs)

    def link(self, path: str) -> str:
        """The address that people can open; empty where there is no public one."""
        return path if "://" in path else f"{self._public_url}{path}" if self._public_url else ""

    def page(self, answer: Answer) -> str:
        """The address of the answer's own page; empty without a public one."""
        return self.link(f"/a/{answer.id}")

    def _basis(self, answer: Answer, style: Style) -> Iterator[str]:
        if answer.citations:
            heading = self._words("basis", as_of=answer.as_of)
            yield heading if style.is_brief else f"**{heading}**"
        held: dict[tuple[str, int], list[Citation]] = {}
        for citation in answer.citations:
            held.setdefault((citation.document_id, citation.version), []).append(citation)
        for cited in held.values():
            yield self._briefly(cited) if style.is_brief else self._with_links(cited, style)
        if is_marked(answer):
            page = self.page(answer)
            yield self._words("page", url=page) if page else self._words("number", id=answer.id)

    def _briefly(self, cited: list[Citation]) -> str:
        document = self._document(cited[0], cited[0].short_title or cited[0].title)
        if self._public_url:
            return document + "".join(f"[{citation.n}]" for citation in cited)
        places: dict[str, str] = {}
        for citation in cited:
            places[citation.locator] = f"{places.get(citation.locator, '')}[{citation.n}]"
        told = self._words("joiner").join(f"{numbers} {locator}" for locator, numbers in places.items())
        return f"{document} {told}"

    def _with_links(self, cited: list[Citation], style: Style) -> str:
        lines = (f"- [{each.n}] {style.literal(each.locator)} {self.link(each.reader_url)}".rstrip() for each in cited)
        return "\n".join((style.literal(self._document(cited[0], cited[0].title)), *lines))

    def _document(self, citation: Citation, title: str) -> str:
        kind, validity = KIND_LABELS[citation.kind], VALIDITY_LABELS[citation.validity]
        return self._words("document", title=title, number=citation.doc_number or "", kind=kind, validity=validity)

    def _judged(self, answer: Answer, style: Style) -> Iterator[str]:
        if answer.judged is None or not answer.judged.verdicts:
            return
        joiner = self._words("joiner")
        if facts := joiner.join(f"{fact.name} {fact.shown}" for fact in answer.judged.profile):
            yield style.literal(self._words("read", facts=facts))
        told = "".join(sentence.text for sentence in answer.sentences)
        yield from (style.literal(self._verdict(each)) for each in answer.judged.verdicts if each.programme not in told)

    def _verdict(self, verdict: Verdict) -> str:
        sums = (text for text in map(worth, verdict.estimates) if text)
        told = self._words("joiner").join((OUTCOME_LABELS[verdict.outcome], *sums))
        return self._words("verdict", programme=verdict.programme, told=told)

    def _going_on(self, answer: Answer, style: Style) -> Iterator[str]:
        asks_back = answer.status is AnswerStatus.CLARIFICATION_NEEDED
        if answer.follow_ups and (asks_back or not style.is_brief):
            yield "\n".join((self._words("further"), *(f"- {style.literal(each)}" for each in answer.follow_ups)))
        if answer.judged and answer.judged.verdicts and answer.judged.missing:
            yield style.literal(self._asking(answer.judged.missing[0]))

    def _asking(self, asked: AskedFact) -> str:
        options = self._words("joiner").join(name for _, name in asked.options)
        return self._words("asked", ask=asked.ask) + (self._words("options", options=options) if options else "")
