"""What a rule is: dated conditions, each with the words that state it, and what they bring."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from assistant.domain import FindingSort, Outcome, PolicyDate
from assistant.language.entry import Entry

ANYWHERE = ""
"""The region under which a value stands that is the same for all."""


class Operator(StrEnum):
    """How a fact is compared; also the key in a rule's file."""

    IS = "is"
    ONE_OF = "one_of"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    MORE_THAN = "more_than"
    LESS_THAN = "less_than"
    WITHIN = "within"
    NOT_BEFORE = "not_before"
    NOT_AFTER = "not_after"
    IN_REGIONS = "in_regions"
    IN_PLACES = "in_places"
    NOT_IN_PLACES = "not_in_places"


class Counties(StrEnum):
    """How a rule that borrows another's table of regions takes the counties that the table puts apart from their city.

    LISTED: as the table does. CITY: they go with their city. OPEN: the rule does not say.
    """

    LISTED = "listed"
    CITY = "city"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Words:
    """Verbatim words of a document on which a part of a rule rests; `entry` is where the rule gives them."""

    document_id: str
    quote: str
    entry: Entry


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a rule as its file writes it, for the check against the words, and its value (元, fraction, …)."""

    value: Decimal
    text: str
    entry: Entry


@dataclass(frozen=True, slots=True)
class Days:
    """The first and the last day that a condition admits, each as precisely as it was stated; None: open."""

    first: PolicyDate | None
    last: PolicyDate | None
    entry: Entry


Expected = Mapping[str, Figure] | Days | bool | tuple[str, ...]
"""What a fact is compared with: figures by region, days, yes or no, or names."""


@dataclass(frozen=True, slots=True)
class Test:
    """One comparison of one fact."""

    fact: str
    operator: Operator
    expected: Expected


@dataclass(frozen=True, slots=True)
class Condition:
    """Something that a programme asks for or, as an exclusion, that shuts out.

    Either a `test`, or `any_of` conditions of which one is enough, or neither: then it is `confirm`ed from papers, or
    UNSEEN, as one of `any_of` may be, too. `only_round` is the name of the one round in which it holds.
    """

    label: str
    sort: FindingSort
    words: tuple[Words, ...]
    entry: Entry
    id: str = ""
    test: Test | None = None
    any_of: tuple[Condition, ...] = ()
    confirm: bool = False
    only_round: str = ""


@dataclass(frozen=True, slots=True)
class Factor:
    """One factor of a benefit: a fact, or a figure that may differ by region; `years` for 最长2年."""

    fact: str = ""
    figures: Mapping[str, Figure] | None = None
    years: bool = False


@dataclass(frozen=True, slots=True)
class Benefit:
    """What a programme brings: a product of factors, or a fixed `amount` with its least and highest figure by region.

    `at_most`: the rule promises no more than that. `when` is the id of the condition that must be met for it. An
    `amount` is paid for `each` of these conditions that is met.
    """

    label: str
    words: tuple[Words, ...]
    entry: Entry
    factors: tuple[Factor, ...] = ()
    amount: Mapping[str, tuple[Figure, Figure]] | None = None
    at_most: bool = False
    cap: Mapping[str, Figure] | None = None
    per: str = ""
    when: str = ""
    each: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Relating:
    """How a programme goes with others."""

    programmes: tuple[str, ...]
    together: bool
    words: Words


@dataclass(frozen=True, slots=True)
class RuleVersion:
    """A programme as one document has it. Its dates are those of the document; `rounds` name the windows of it.

    `regions` is the id of the document whose table tells regions apart, empty where none is needed. `times` tell when
    one applies where that is no round of a first and a last day.
    """

    document_id: str
    period: Words
    entry: Entry
    conditions: tuple[Condition, ...]
    benefits: tuple[Benefit, ...] = ()
    relations: tuple[Relating, ...] = ()
    rounds: tuple[str, ...] | None = None
    next_round: Words | None = None
    regions: str = ""
    materials: tuple[Words, ...] = ()
    steps: tuple[Words, ...] = ()
    where: tuple[Words, ...] = ()
    cautions: tuple[Words, ...] = ()
    times: tuple[Words, ...] = ()
    counties: Counties = Counties.LISTED

    def every_condition(self) -> tuple[Condition, ...]:
        """All conditions, those of any-of groups after their group."""
        return tuple(each for condition in self.conditions for each in (condition, *condition.any_of))

    def every_words(self) -> tuple[Words, ...]:
        """All words on which it rests."""
        return (
            self.period,
            *(words for condition in self.every_condition() for words in condition.words),
            *(words for benefit in self.benefits for words in benefit.words),
            *(relation.words for relation in self.relations),
            *((self.next_round,) if self.next_round else ()),
            *self.materials,
            *self.steps,
            *self.where,
            *self.cautions,
            *self.times,
        )

    def facts(self) -> frozenset[str]:
        """Ids of all facts that it looks at."""
        tested = {each.test.fact for each in self.every_condition() if each.test}
        reckoned = {factor.fact for benefit in self.benefits for factor in benefit.factors if factor.fact}
        return frozenset(tested | reckoned)


@dataclass(frozen=True, slots=True)
class Situation:
    """An enterprise on a day, and what the verdict must be; None where the file does not say.

    `benefit` is the first sum, `benefits` are all that are told.
    """

    name: str
    as_of: date
    facts: Mapping[str, str]
    outcome: Outcome
    entry: Entry
    conditions: Outcome | None = None
    not_met: tuple[str, ...] | None = None
    missing: tuple[str, ...] | None = None
    benefit: Figure | None = None
    benefits: tuple[Figure, ...] | None = None


@dataclass(frozen=True, slots=True)
class Programme:
    """One programme with its versions, old ones first, and the situations that test it.

    `called` are further names by which people mean just this programme.
    """

    id: str
    name: str
    summary: str
    topics: tuple[str, ...]
    versions: tuple[RuleVersion, ...]
    situations: tuple[Situation, ...]
    entry: Entry
    called: tuple[str, ...] = ()
