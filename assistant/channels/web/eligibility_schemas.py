"""What the public API accepts and promises about eligibility."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from assistant.channels.exports.files import Format
from assistant.channels.web.citation_schemas import CitationOut
from assistant.channels.web.schemas import DAY_EXAMPLE, Day, WindowOut
from assistant.domain import FactType, FindingSort, Outcome, Validity

MOST_FACTS = 100
Id = Annotated[str, StringConstraints(min_length=1, max_length=80)]
Told = Annotated[str, StringConstraints(max_length=200)]
# From 1949-10-01 to 2100-12-31, as `accept_day` has it; another day is refused with its reason.
JUDGED_DAYS = r"^(1949-1[0-2]|(19[5-9][0-9]|20[0-9]{2}|2100)-(0[1-9]|1[0-2]))-(0[1-9]|[12][0-9]|3[01])$"
JudgedDay = Annotated[Day, Field(json_schema_extra={"format": "date", "pattern": JUDGED_DAYS})]
Facts = Annotated[dict[Id, Told], Field(max_length=MOST_FACTS)]


class EligibilityRequest(BaseModel):
    """What is known of an enterprise, in the words of people."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"facts": {"place": "开平", "new_equipment_value": "800万元"}, "as_of": DAY_EXAMPLE}]
        },
    )

    facts: Facts = Field(default_factory=dict, description="企业情况：编号与说法，编号见 /api/v1/eligibility/facts。")
    as_of: JudgedDay | None = Field(None, description="按哪一天判断，1949-10-01 至 2100-12-31，缺省为今天。")
    programmes: Annotated[list[Id], Field(max_length=MOST_FACTS)] | None = Field(
        None, description="只判断这些扶持事项，缺省为全部。"
    )


class ChecklistRequest(BaseModel):
    """Whose checklist of which programme is wanted, and as what."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"facts": {"place": "开平"}, "programme": "gd-tech-upgrade-equipment", "format": "docx"}]
        },
    )

    facts: Facts = Field(default_factory=dict, description="企业情况：编号与说法。")
    as_of: JudgedDay | None = Field(None, description="按哪一天判断，1949-10-01 至 2100-12-31，缺省为今天。")
    programme: Id
    format: Format = Field(Format.DOCX, description="docx、pdf、ics（申报的日子，放进日历）或 json。")
    language: Literal["zh-Hans", "zh-Hant", "en"] = Field("zh-Hans", description="版面用语的语言，引文照录。")


class ReadRequest(BaseModel):
    """A sentence in which somebody tells of an enterprise."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"text": "我在开平，买了500来万新机器"}]})

    text: Annotated[str, StringConstraints(min_length=1, max_length=2000)]
    asked: Id | None = Field(None, description="刚问过的事的编号，短的回答按它来读。")


class OptionOut(BaseModel):
    """One of the answers to a choice."""

    id: str
    name: str


class FactKindOut(BaseModel):
    """A fact that may be asked for; `ask` is the question in plain words."""

    id: str
    name: str
    type: FactType
    unit: str
    ask: str
    help: str
    options: list[OptionOut]


class FactKindList(BaseModel):
    """Every fact that a rule may look at."""

    facts: list[FactKindOut]


class FactOut(BaseModel):
    """One thing known of an enterprise; `value` is how it was understood, `told` how it was said."""

    id: str
    name: str
    value: str
    told: str


class ReadFactOut(FactOut):
    """A fact read in a sentence, with the code point span that tells it."""

    start: int
    end: int


class FactsRead(BaseModel):
    """What a sentence tells; `skipped` says that the person does not know or will not say what was asked."""

    facts: list[ReadFactOut]
    skipped: bool


class ProblemOut(BaseModel):
    """A fact that could not be read, and what to write instead."""

    fact: str
    message: str


class NoteOut(BaseModel):
    """A verbatim statement; numbers in `citations` are of the verdict's list."""

    text: str
    citations: list[int]


class RelationOut(NoteOut):
    """How a programme goes with others: `together` says whether both may be had."""

    programmes: list[str]
    together: bool


class FindingOut(BaseModel):
    """One condition: met, not met, or not known (null). A `confirm` one is seen from papers and is not asked for.

    One `of_round` was asked for in the round that counts on the day; the next may ask otherwise.
    """

    label: str
    sort: FindingSort
    met: bool | None
    citations: list[int]
    facts: list[str]
    missing: list[str]
    confirm: bool
    of_round: bool
    alternatives: list[FindingOut]


class EstimateOut(BaseModel):
    """What a programme may bring, in 元; `formula` shows every input and limit, `text` the sum in words."""

    label: str
    formula: str
    low: float | None
    high: float | None
    at_most: bool
    text: str
    missing: list[str]
    citations: list[int]


class VerdictOut(BaseModel):
    """One programme, judged. `conditions` tells how the conditions stand apart from period and round."""

    programme_id: str
    programme: str
    summary: str
    topics: list[str]
    document_id: str
    as_of: str
    outcome: Outcome = Field(
        description="eligible 都符合；likely 说到的都符合，余下要按材料核对；undetermined 还缺情况；"
        "upcoming 还没开始；closed 这一轮已截止；expired 已失效；not_eligible 不符合。"
    )
    conditions: Outcome
    region: str
    findings: list[FindingOut]
    missing: list[str]
    estimates: list[EstimateOut]
    validity: Validity
    window: WindowOut | None
    next_round: NoteOut | None
    replaced_by: str | None
    relations: list[RelationOut]
    materials: list[NoteOut]
    steps: list[NoteOut]
    times: list[NoteOut] = Field(description="什么时候申请：没有起止日的批次时，原文怎样说，如每季度办理一次。")
    where: list[NoteOut]
    cautions: list[NoteOut]
    citations: list[CitationOut]


class EligibilityOut(BaseModel):
    """Verdicts in the order to act on them, and the facts to ask for, the one that decides most first."""

    as_of: str
    facts: list[FactOut]
    verdicts: list[VerdictOut]
    missing_facts: list[FactKindOut]
    problems: list[ProblemOut]


class ProgrammeOut(BaseModel):
    """A programme that can be judged."""

    id: str
    programme: str
    summary: str
    topics: list[str]
    document_id: str
    facts: list[str]


class ProgrammeList(BaseModel):
    """Every programme that can be judged."""

    programmes: list[ProgrammeOut]
