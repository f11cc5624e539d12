"""What one question asks: form, value type, aspects, places, years and weighted terms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from assistant.answering.clause_facts import ASKED_CREDIT, CONTEXT_CREDIT, SIBLING_CREDIT, ClauseFacts
from assistant.answering.document_names import Named
from assistant.answering.lexicon import Aspect, ValueType
from assistant.answering.phrasings import Leaning, Likely
from assistant.answering.question_forms import Form, OutlineReference, counted_in
from assistant.corpus.catalogue import Catalogue
from assistant.domain import Clause, Level
from assistant.language.quantities import Quantity

BARE = 4
"""A text of up to so many characters that holds one everyday word asks nothing in particular."""
HEAD_CREDIT = 0.5
FEW = 12
"""Characters of a further question that is too short to be like the lines of another rule by more than chance."""
ITS_OWN = 0.4
"""A further question so much like a phrasing is about what that is about, not about what was named before."""
PLAIN = 0.2
"""A question so much like a phrasing asks for its statement, though no word of it tells much."""


@dataclass(frozen=True, slots=True)
class Term:
    """A content word of the question. `weight` grows with rarity.

    `alternatives` mean the same in the corpus; `known` words stand in it; `weak` ones stand everywhere; `spoken` ones
    stand only in what people ask, not in the corpus.
    """

    text: str
    weight: float
    alternatives: tuple[str, ...] = ()
    known: bool = True
    weak: bool = False
    spoken: bool = False
    pairs: tuple[str, ...] = field(init=False, repr=False, compare=False, default=())

    def __post_init__(self) -> None:
        if len(self.text) > 2 and not any(character.isdigit() for character in self.text):
            pairs = tuple(self.text[i : i + 2] for i in range(len(self.text) - 1))
            object.__setattr__(self, "pairs", pairs)

    def found_in(self, text: str) -> float:
        """1 when it or an alternative stands in the text, a share of its bigrams when only parts of it do.

        Two characters that the index never saw as a word are the end of one word and the start of the next.
        """
        if self.text in text and (self.known or len(self.text) > 2 or self.text.isascii()):
            return 1.0
        for other in self.alternatives:
            if other in text:
                return 0.95
        pairs = self.pairs
        if not pairs:
            return 0.0
        share = sum([pair in text for pair in pairs]) / len(pairs)
        if share > 0.5 or (share == 0.5 and not self.known):
            return 0.8 * share
        # The head of a compound comes last: of 科研成果 the text may know 成果.
        return HEAD_CREDIT if not self.known and len(self.text) > 3 and pairs[-1] in text else 0.0

    def asked_in(self, asked: str) -> float:
        """What it is worth that the word or an alternative is among everyday words; parts of it do not count."""
        if not (asked and self.spoken):
            return 0.0
        return ASKED_CREDIT * any(word in asked for word in (self.text, *self.alternatives))


@dataclass(frozen=True, slots=True)
class Reading:
    """One question, read. `text` is plain; `documents` are ids of documents that it names, some by their `numbers`;
    `unknown_number` is one that no document bears or mentions.

    `names` are the words that name them, and it is `misnamed` where those only stand inside the name of another one.
    It is asked `of_rules` on a shelf of them; `left_out` are the clauses that leave out the place where somebody is.
    `is_local` asks for the help at a place that has rules of its own.

    `background` is what was told before asking: it guides the choice and need not be covered. `whole` is both, empty
    where nothing was told,
    `told_at` the places told before, and `at` those where somebody is, of which a rule need not speak.
    """

    text: str
    form: Form
    value: ValueType = ValueType.ANY
    classifier: str = ""
    yes_no: bool = False
    of_policy: bool = False
    advice: bool = False
    leaning: Leaning = field(default_factory=Leaning)
    terms: tuple[Term, ...] = ()
    background: tuple[Term, ...] = ()
    aspects: tuple[Aspect, ...] = ()
    places: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    asserted: tuple[Quantity, ...] = ()
    documents: tuple[str, ...] = ()
    numbers: tuple[Named, ...] = ()
    unknown_number: str = ""
    names: tuple[str, ...] = ()
    misnamed: bool = False
    of_rules: bool = False
    is_local: bool = False
    left_out: tuple[str, ...] = ()
    outline: tuple[OutlineReference, ...] = ()
    whole: str = ""
    told_at: tuple[str, ...] = ()
    at: tuple[str, ...] = ()
    likely: Mapping[str, tuple[Likely, ...]] = field(default_factory=dict, compare=False)

    def coverage(self, *texts: tuple[str, float]) -> float:
        """Share of the terms' weight that stands in the texts, each text with the credit it is worth; 0..1."""
        total = sum([term.weight for term in self.terms])
        if not total:
            return 0.0
        covered = 0.0
        for term in self.terms:
            best = 0.0
            for text, credit in texts:
                if credit > best:
                    best = max(best, credit * term.found_in(text))
            covered += term.weight * best
        return covered / total

    def coverage_of(self, facts: ClauseFacts) -> float:
        """Share of the terms' weight that stands in a clause, its headings or the sentences beside it; 0..1."""
        total = sum([term.weight for term in self.terms])
        return sum([term.weight * _worth(term, facts) for term in self.terms]) / total if total else 0.0

    @property
    def known_part(self) -> Reading:
        """The question without the words that the corpus has never seen."""
        return replace(self, terms=tuple(term for term in self.terms if term.known))

    @property
    def written_part(self) -> Reading:
        """The question without the words that stand in no document, though people may ask with them."""
        return replace(self, terms=tuple(term for term in self.terms if term.known and not term.spoken))

    @property
    def asks_something(self) -> bool:
        """Whether anything is named that could be looked up; a single everyday word is not."""
        if self.nearest >= PLAIN:
            return True
        if self.aspects or self.places or self.years or self.quantities:
            return True
        return bool(self.terms) and not (self.is_weak and len(self.terms) == 1 and len(self.text) <= BARE)

    @property
    def is_about_what_was_named(self) -> bool:
        """Whether a further question (那要什么条件) still speaks of what the one before it named."""
        return len(self.own_words) < 2 and (self.nearest < ITS_OWN or len(self.text) <= FEW)

    @property
    def own_words(self) -> tuple[Term, ...]:
        """The telling words of the question itself, not of what was told before it."""
        return tuple(term for term in self.terms if term.known and not term.weak and term.text in self.text)

    @property
    def nearest(self) -> float:
        """How like what people ask for the question is at most, 0..1."""
        return nearest(self.likely)

    @property
    def is_meant(self) -> bool:
        """Whether one statement is asked for far more clearly than any other."""
        return any(place.meant for places in self.likely.values() for place in places)

    def meant_in(self, catalogue: Catalogue, level: Level) -> tuple[Clause, ...]:
        """The clauses of this level, of the documents that the question names, whose statement is clearly meant."""
        clauses = (catalogue.clause(key) for key, places in self.likely.items() if any(place.meant for place in places))
        ids = self.documents
        return tuple(c for c in clauses if c.level is level and (not ids or c.document_id in ids))

    @property
    def terms_without_places(self) -> tuple[Term, ...]:
        """The terms but for the names of places."""
        return tuple(term for term in self.terms if term.text not in self.places)

    @property
    def counted(self) -> tuple[Term, ...]:
        """The words after 多少家: what a count is asked of."""
        after = counted_in(self.text)
        return tuple(term for term in self.terms if term.text in after)

    @property
    def is_weak(self) -> bool:
        """Whether it names nothing but words that stand everywhere."""
        return bool(self.terms) and all(term.weak for term in self.terms)

    def missing(self, *texts: str) -> tuple[Term, ...]:
        """Terms that stand in none of the texts, heaviest first."""
        absent = [term for term in self.terms if not any(term.found_in(text) for text in texts)]
        return tuple(sorted(absent, key=lambda term: -term.weight))


def _worth(term: Term, facts: ClauseFacts) -> float:
    worth = term.found_in(facts.plain)
    if worth < ASKED_CREDIT:
        worth = max(worth, term.asked_in(facts.asked), CONTEXT_CREDIT * term.found_in(facts.context))
    return worth if worth >= SIBLING_CREDIT else max(worth, SIBLING_CREDIT * term.found_in(facts.siblings))


def nearest(likely: Mapping[str, tuple[Likely, ...]]) -> float:
    """The largest similarity among statements, 0..1; 0 where there are none."""
    return max((place.similarity for places in likely.values() for place in places), default=0.0)
