"""The gate that every sentence of a model must pass before a person sees it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.answering.lexicon import Places
from assistant.answering.proof import Failure, Flaw, unproven
from assistant.domain import Sentence
from assistant.language.modality import unheld_words
from assistant.language.quantities import find_document_numbers
from assistant.worded.attribution import unattributed
from assistant.worded.coverage import Coverage
from assistant.worded.keeping import displaced, left_out, mixed
from assistant.worded.markers import Stretch, stretches
from assistant.worded.pairing import misplaced_figures
from assistant.worded.statements import Statement

LEAST_CHINESE = 0.5
"""Share of the letters of a sentence that must be Chinese characters."""
_TITLE = re.compile(r"《[^》]*》")
# What it adds to may have been left out.
_FRAGMENT = re.compile(r"^\s*(?:或者?|且|并且|而且|但是?|不过|否则|反之|以上均|两者)")
_LETTER = re.compile(r"[^\W\d_]")
_CHINESE = re.compile(r"[\u3400-\u9fff]")
# Whether somebody may is decided by code from facts, never by how a model answers.
_VERDICT = re.compile(
    r"^\s*(?:是的?|对的?|没错|不对|不是|可以|不可以|不行|行的?|能的?|不能|有的?|没有|会的?|不会)\s*[，,。！!；;：:]"
    r"|(?:您|你|贵)[^，。；]{0,8}?(?:符合|满足|够(?!买)|具备|达到|达标|有资格|能拿|可拿|能获|可获|拿得到|能领|可领)"
)


class Fault(StrEnum):
    """What only a worded sentence can have wrong, beside the flaws of any sentence."""

    UNMARKED = "unmarked"
    MARKER = "marker"
    WORDS = "words"
    STRENGTH = "strength"
    PAIRING = "pairing"
    VERDICT = "verdict"
    LANGUAGE = "language"
    FRAGMENT = "fragment"
    LEFT_OUT = "left_out"
    DISPLACED = "displaced"
    ATTRIBUTION = "attribution"


@dataclass(frozen=True, slots=True)
class Judged:
    """A sentence without its markers, the statements that it rests on, and why it may not be shown."""

    text: str
    statements: tuple[Statement, ...]
    failures: tuple[Failure, ...]

    @property
    def sentence(self) -> Sentence:
        """What a person sees."""
        numbers = dict.fromkeys(citation.n for each in self.statements for citation in each.citations)
        return Sentence(self.text, tuple(numbers))


@dataclass(frozen=True, slots=True)
class Gate:
    """Proves a worded sentence by the statements that it names."""

    places: Places
    coverage: Coverage
    simplified: Callable[[str], str]

    def judge(self, sentence: str, statements: Mapping[int, Statement]) -> Judged:
        """Every reason against a sentence with markers."""
        sentence = self.simplified(sentence)
        parts = stretches(sentence)
        text = "".join(part.text for part in parts).strip()
        named = tuple(dict.fromkeys(number for part in parts for number in part.markers))
        behind = tuple(statements[number] for number in named if number in statements)
        failures = (*_shape(text, parts, statements), *self._unproven(text, parts, behind, statements))
        if not failures:
            # Of what is wrong anyway, nothing is left out that could be named to the model.
            failures = tuple(Failure(Fault.LEFT_OUT, what) for what in left_out(text, behind, self.coverage))
        return Judged(text, behind, tuple(dict.fromkeys(failures)))

    def _unproven(
        self, text: str, parts: Sequence[Stretch], behind: Sequence[Statement], statements: Mapping[int, Statement]
    ) -> Iterator[Failure]:
        if not behind:
            return
        held = "\n".join(each.held for each in behind)
        titles = {citation.title for each in behind for citation in each.citations}
        quotes = [quote for each in behind for quote in each.quotes]
        yield from (Failure(Fault.WORDS, word) for word in self.coverage.unknown(text, held, titles))
        yield from (Failure(Fault.STRENGTH, word) for word in unheld_words(_TITLE.sub(" ", text), "\n".join(quotes)))
        yield from (Failure(Fault.DISPLACED, what) for what in displaced(_TITLE.sub(" ", text), quotes, self.coverage))
        yield from (Failure(Fault.ATTRIBUTION, figure) for figure in unattributed(text, behind, statements))
        for part in parts:
            own = [quote for number in part.markers if number in statements for quote in statements[number].quotes]
            claim = _TITLE.sub(" ", part.text)
            yield from (each for each in unproven(claim, own, self.places) if not _said_elsewhere(each, held))
            yield from (Failure(Fault.PAIRING, figure) for figure in misplaced_figures(claim, own))
            named = [statements[number] for number in part.markers if number in statements]
            yield from (Failure(Fault.DISPLACED, word) for word in mixed(claim, named, behind, self.coverage))


def _said_elsewhere(failure: Failure, held: str) -> bool:
    """A place may be said once for all of a sentence, a number may be the document's own; figures must be beside."""
    if failure.flaw is Flaw.DOCUMENT_NUMBER:
        return {number.value for number in find_document_numbers(failure.what)} <= {
            number.value for number in find_document_numbers(held)
        }
    return failure.flaw is Flaw.PLACE and failure.what in held


def _shape(text: str, parts: Sequence[Stretch], statements: Mapping[int, Statement]) -> Iterator[Failure]:
    """What is wrong with a sentence whatever its statements say."""
    for part in parts:
        if not part.markers:
            yield Failure(Fault.UNMARKED, part.text.strip())
        yield from (Failure(Fault.MARKER, str(number)) for number in part.markers if number not in statements)
    if verdict := _VERDICT.search(text):
        yield Failure(Fault.VERDICT, verdict.group())
    if fragment := _FRAGMENT.search(text):
        yield Failure(Fault.FRAGMENT, fragment.group())
    letters = _LETTER.findall(text)
    if len(_CHINESE.findall(text)) < LEAST_CHINESE * len(letters) or not letters:
        yield Failure(Fault.LANGUAGE, text)
