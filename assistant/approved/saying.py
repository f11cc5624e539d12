"""Says an approved answer: its paragraphs with citations as they stand, and what stands beside quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from assistant.answering.language import Language
from assistant.answering.periods import Periods
from assistant.answering.remarks import digest_remark
from assistant.answering.turn import Draft, Span, Turn
from assistant.answering.verify import Verify
from assistant.answering.wording import Wording
from assistant.approved.standing import present_span
from assistant.corpus.catalogue import Catalogue
from assistant.domain import CITED, AnswerStatus, ApprovedAnswer, Paragraph, Role, Script
from assistant.language.normalise import strip_invisible
from assistant.worded.script import converted

_TITLE = re.compile(r"(《[^》]*》)")


@dataclass(frozen=True, slots=True)
class Saying:
    """Over one state of the corpus."""

    catalogue: Catalogue
    language: Language
    public_url: str
    _periods: Periods = field(init=False, repr=False, compare=False)
    _verify: Verify = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        places, script = self.language.lexicon.places, self.language.script
        object.__setattr__(self, "_periods", Periods(self.catalogue))
        object.__setattr__(self, "_verify", Verify(self.catalogue, places, self.public_url, script))

    def told(self, answer: ApprovedAnswer, turn: Turn, approved_on: date) -> tuple[Turn, tuple[str, ...]]:
        """The turn as the answer ends it, and what of it could not be proven; then it must not be given."""
        script = self.language.script.detect(strip_invisible(turn.question.text))
        wording = Wording(self.language.replies, self.language.script, script, self.catalogue)
        spans = {each.n: span for each in answer.citations if (span := present_span(each, self.catalogue)) is not None}
        body = tuple(_draft(each, spans, self.catalogue, wording) for each in answer.paragraphs)
        beside = tuple(replace(each, role=Role.REMARK) for each in self._remarks(body, turn.as_of, wording))
        drafted = replace(turn, script=script, drafts=(*body, *beside), status=AnswerStatus.ANSWERED)
        proven = self._verify(drafted)
        withheld: tuple[str, ...] = tuple(proven.detail["withheld"])
        lost = tuple(str(n) for each in answer.paragraphs for n in each.citations if n not in spans)
        notice = wording("approved_answer.notice", day=approved_on, as_of=turn.as_of)
        ended = replace(
            proven, standalone=turn.question.text.strip(), notices=(*turn.notices, notice), ended=True, detail={}
        )
        return ended, (*lost, *withheld)

    def _remarks(self, body: tuple[Draft, ...], as_of: date, wording: Wording) -> Iterator[Draft]:
        """As beside quotes: rounds, ends that are near, and that a digest is no official text."""
        quoted = [span for draft in body for span in draft.cited]
        shown = {span.clause_id for span in quoted}
        ids = dict.fromkeys(self._periods.governing(self.catalogue.clause(key).document_id) for key in shown)
        for document_id in sorted(ids):
            yield from self._periods.further(document_id, as_of, shown, wording)
        yield from digest_remark(self.catalogue, quoted, wording)


def _draft(paragraph: Paragraph, spans: Mapping[int, Span], catalogue: Catalogue, wording: Wording) -> Draft:
    """A paragraph; what it quotes word for word stays as the document has it, in whichever script one asked."""
    cited = tuple(spans[n] for n in paragraph.citations if n in spans)
    pieces: list[str | Span] = [CITED.sub("", paragraph.text)]
    for span in cited:
        quote = catalogue.clause(span.clause_id).text[span.start : span.end]
        pieces = [part for piece in pieces for part in _around(piece, quote, span)]
    own = tuple(_in_script(piece, wording) if isinstance(piece, str) else piece for piece in pieces)
    # Proven when it was published; as long as the cited words are the same, the proof stands.
    vouched = (part for piece in own if isinstance(piece, str) for part in _TITLE.split(piece))
    return Draft(own, cited, tuple(filter(None, map(str.strip, vouched))))


def _around(piece: str | Span, quote: str, span: Span) -> tuple[str | Span, ...]:
    if isinstance(piece, Span) or not quote or quote not in piece:
        return (piece,)
    before, _, after = piece.partition(quote)
    return tuple(part for part in (before, span, after) if part)


def _in_script(text: str, wording: Wording) -> str:
    return converted(text, wording.converter.to_traditional) if wording.script is Script.TRADITIONAL else text
