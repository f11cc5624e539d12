"""Step: prove every sentence before anyone sees it; withhold and count what fails."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial

from assistant.answering.citations import CitationList
from assistant.answering.lexicon import Places
from assistant.answering.proof import Failure, Flaw, unproven, unproven_figures, without_quotes
from assistant.answering.turn import Draft, Span, Turn
from assistant.corpus.catalogue import Catalogue
from assistant.domain import AnswerStatus, Citation, Script, Sentence
from assistant.language.script import ScriptConverter

MOST_PROOFS = 2048
_TITLE = re.compile(r"《[^》]*》")


@dataclass(frozen=True, slots=True)
class Verify:
    """Turns drafts into sentences with citations."""

    catalogue: Catalogue
    places: Places
    public_url: str
    script: ScriptConverter
    # Many questions are answered by the same sentence from the same quotes, and its proof is the same each time.
    _unproven: Callable[[str, tuple[str, ...]], tuple[Failure, ...]] = field(init=False, repr=False, compare=False)
    # A title is a name, whatever figures stand in it.
    _names: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        names = frozenset(f"《{document.short_title}》" for document in self.catalogue.documents())
        object.__setattr__(self, "_names", names)
        object.__setattr__(self, "_unproven", lru_cache(MOST_PROOFS)(partial(unproven, places=self.places)))

    def __call__(self, turn: Turn) -> Turn:
        """All drafts at once."""
        return list(self.one_by_one(turn))[-1][0]

    def one_by_one(self, turn: Turn) -> Iterator[tuple[Turn, Sentence | None]]:
        """Each verified sentence as soon as it is proven, with the turn so far; None closes the step."""
        citations = CitationList(self.catalogue, turn.as_of, self.public_url)
        sentences: list[Sentence] = list(turn.sentences)
        withheld: list[str] = []
        for draft in turn.drafts:
            sentence, failures = self._proven(draft, citations)
            if failures:
                withheld += [f"{failure.flaw}: {failure.what}" for failure in failures]
                continue
            sentences.append(sentence)
            yield replace(turn, sentences=tuple(sentences)), sentence
        status = turn.status
        if turn.drafts and not sentences:
            status = AnswerStatus.NO_EVIDENCE
        elif withheld and status is AnswerStatus.ANSWERED:
            status = AnswerStatus.PARTLY_ANSWERED
        detail = {"sentences": len(sentences), "withheld": withheld}
        yield (
            replace(turn, sentences=tuple(sentences), citations=citations.citations, status=status, detail=detail),
            None,
        )

    def _proven(self, draft: Draft, citations: CitationList) -> tuple[Sentence, tuple[Failure, ...]]:
        numbers = tuple(dict.fromkeys(citations.number(span) for span in draft.cited))
        by_number = {citation.n: citation for citation in citations.citations}
        sentence = _sentence(draft, numbers, self.catalogue)
        own_words = tuple(piece for piece in draft.pieces if isinstance(piece, str))
        return sentence, self.failures(sentence, by_number, own_words, draft.own_figures)

    def failures(
        self,
        sentence: Sentence,
        citations: dict[int, Citation],
        own_words: tuple[str, ...],
        own_figures: tuple[str, ...] = (),
    ) -> tuple[Failure, ...]:
        """Why a sentence may not be shown: citations, quotes, verbatim wording, figures, places, polarity."""
        missing = [Failure(Flaw.CITATION, str(n)) for n in sentence.citations if n not in citations]
        cited = [citations[n] for n in sentence.citations if n in citations]
        wrong = [Failure(Flaw.QUOTE, citation.quote) for citation in cited if not self._stored(citation)]
        quotes = [citation.quote for citation in cited]
        rest = without_quotes(sentence.text, [*quotes, *own_words])
        foreign = [Failure(Flaw.QUOTE, rest.strip())] if rest.strip() else []
        claim = sentence.text
        for word in own_words:
            claim = claim.replace(word, "\n", 1)
        ours = unproven_figures("\n".join(map(self._unnamed, own_words)), quotes, own_figures)
        return (*missing, *wrong, *foreign, *self._unproven(claim, tuple(quotes)), *ours)

    def _unnamed(self, own: str) -> str:
        return _TITLE.sub(lambda title: " " if self._is_name(title.group()) else title.group(), own)

    def _is_name(self, title: str) -> bool:
        if title in self._names:
            return True
        # Told first, so that only a reply in Traditional loads OpenCC's table for it.
        traditional = self.script.detect(title) is Script.TRADITIONAL
        return traditional and title in map(self.script.to_traditional, self._names)

    def _stored(self, citation: Citation) -> bool:
        clause = self.catalogue.clauses.get(citation.clause_id)
        if clause is None or not clause.start <= citation.start < citation.end <= clause.end:
            return False
        return clause.text[citation.start - clause.start : citation.end - clause.start] == citation.quote


def _sentence(draft: Draft, numbers: tuple[int, ...], catalogue: Catalogue) -> Sentence:
    text = ""
    marks: list[tuple[int, int]] = []
    for piece in draft.pieces:
        if isinstance(piece, Span):
            quote = catalogue.clause(piece.clause_id).text[piece.start : piece.end]
            marks += [
                (len(text) + start - piece.start, len(text) + end - piece.start)
                for start, end in piece.marks
                if piece.start <= start and end <= piece.end
            ]
            text += quote
        else:
            text += piece
    return Sentence(text, numbers, tuple(marks), draft.wordable, draft.role)
