"""Whether an enterprise qualifies for a programme: what is known of it, findings with their proof, the verdict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from assistant.domain.citations import Citation
from assistant.domain.documents import PolicyDate, Validity, Window, WindowState


class FactType(StrEnum):
    """What sort of value a fact has."""

    MONEY = "money"
    SHARE = "share"
    COUNT = "count"
    YEARS = "years"
    DAY = "day"
    YES_NO = "yes_no"
    CHOICE = "choice"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure as exactly as it was told, both ends included; None leaves that side open.

    Money is in 元, a share a fraction of 1. 刚过两千万 is from 2000万 upwards; 500来万 is a range around it.
    """

    low: Decimal | None
    high: Decimal | None

    @classmethod
    def exactly(cls, figure: Decimal) -> Amount:
        """A figure told without reserve."""
        return cls(figure, figure)


Value = Amount | PolicyDate | bool | str
"""What a fact is: a figure, a day, yes or no, the id of an option, the name of a place."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing known of an enterprise: `id` is of the facts catalogue, `told` how a person said it.

    `name` and `shown` are what people are shown of it; they may be empty where nobody looks.
    """

    id: str
    value: Value
    told: str
    name: str = ""
    shown: str = ""


@dataclass(frozen=True, slots=True)
class AskedFact:
    """A fact that would help to decide, as a person is asked for it. `options` are ids and names of a choice."""

    id: str
    name: str
    type: FactType
    unit: str
    ask: str
    help: str = ""
    options: tuple[tuple[str, str], ...] = ()


Profile = Mapping[str, Fact]
"""Facts by id."""


class Outcome(StrEnum):
    """How one programme stands for one enterprise on one day.

    LIKELY: all that decides is met, and what only the papers show is still to be checked by the enterprise. CLOSED,
    UPCOMING and EXPIRED say that one cannot apply on the day, whatever the conditions.
    """

    ELIGIBLE = "eligible"
    LIKELY = "likely"
    NOT_ELIGIBLE = "not_eligible"
    UNDETERMINED = "undetermined"
    UPCOMING = "upcoming"
    CLOSED = "closed"
    EXPIRED = "expired"


class FindingSort(StrEnum):
    """What a finding is about: whether the rule holds, whether its round is open, something asked for, something that
    shuts out, or something of which no document at hand tells more.
    """

    PERIOD = "period"
    ROUND = "round"
    CONDITION = "condition"
    EXCLUSION = "exclusion"
    UNSEEN = "unseen"


@dataclass(frozen=True, slots=True)
class Finding:
    """One condition, whether it is met (None: not known), the facts it looks at, and where it is written.

    `label` names the condition without figures, `wanted` is the verbatim text. `missing` are ids of facts that would
    decide it. A `confirm` one is seen from papers and is not asked for. `alternatives` are those of an any-of group.
    One `of_round` was asked for in the round that counts on the day and may be asked for otherwise in the next, unless
    it is `missed`: what it asks for lies before that round. `own_round` is the one that it would have belonged to.
    """

    label: str
    sort: FindingSort
    met: bool | None
    citations: tuple[int, ...]
    facts: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    confirm: bool = False
    alternatives: tuple[Finding, ...] = ()
    of_round: bool = False
    missed: bool = False
    own_round: str = ""


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a programme may bring, in 元, as a range with the way it was reckoned.

    `formula` shows every input and limit: 800万元 × 不超过20%，每个项目最高1500万元. `low` and `high` are None where
    an input is `missing`, and differ where an input was told as a range or where it is open for how many things a sum
    is paid. `at_most`: the rule promises no more than this, and nothing of a least sum. `per` is what a fixed sum is
    paid for, `counted` for how many.
    """

    label: str
    formula: str
    low: Decimal | None
    high: Decimal | None
    at_most: bool
    citations: tuple[int, ...]
    missing: tuple[str, ...] = ()
    per: str = ""
    counted: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A verbatim statement beside a verdict or on a checklist, with its citation."""

    text: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """How a programme goes with others: whether both may be had, as the cited text says."""

    programmes: tuple[str, ...]
    together: bool
    note: Note


@dataclass(frozen=True, slots=True)
class Verdict:
    """One programme, judged for one profile as of one day. `conditions` tells how they stand apart from the round.

    `citations` number from 1 within the verdict. `next_round` is what a document says of the next one, `times` of when
    one applies. The `window` is that of the enterprise's city; it has no closing day where that differs and is open.
    """

    programme_id: str
    programme: str
    summary: str
    topics: tuple[str, ...]
    document_id: str
    as_of: date
    outcome: Outcome
    conditions: Outcome
    region: str
    findings: tuple[Finding, ...]
    missing: tuple[str, ...]
    estimates: tuple[Estimate, ...]
    validity: Validity
    window: Window | None
    window_state: WindowState | None
    next_round: Note | None
    replaced_by: str | None
    relations: tuple[Relation, ...]
    materials: tuple[Note, ...]
    steps: tuple[Note, ...]
    where: tuple[Note, ...]
    cautions: tuple[Note, ...]
    citations: tuple[Citation, ...]
    times: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Assessment:
    """All programmes for one profile: those to act on first, and the fact whose answer decides most."""

    as_of: date
    profile: Profile
    verdicts: tuple[Verdict, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """What a conversation knows of an enterprise, and the verdicts beside an answer.

    `profile` is all that was read so far, `missing` what would decide, the fact that was asked for first. `skipped`
    are facts that the person would not tell. `programmes` are the ids of those in question, `verdicts` the foremost.
    """

    profile: tuple[Fact, ...]
    verdicts: tuple[Verdict, ...] = ()
    missing: tuple[AskedFact, ...] = ()
    skipped: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()
