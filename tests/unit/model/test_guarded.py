from __future__ import annotations

import time
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, field
from datetime import date

import pytest
from structlog.testing import capture_logs

from assistant.bootstrap import build_chat_model
from assistant.errors import ModelFailed, ModelFault, StorageUnavailable
from assistant.model.breaker import Breaker
from assistant.model.faults import failed
from assistant.model.guarded import GuardedChatModel
from assistant.model.tokens import estimated
from assistant.ports import Message, ModelUsage
from assistant.settings import Settings
from evals.chat_server import KEY, MODEL, refuses, says, says_with_usage
from tests.fakes.stores import MemoryModelUsageStore
from tests.unit.model.conftest import ASKED, Serve

DAY = date(2026, 11, 27)
ANSWER = "技改补助[1]。"


@dataclass
class ScriptedModel:
    """ChatModel that says what it is told to, and fails as it is told to."""

    name: str = "scripted"
    fault: ModelFault | None = None
    retry_after: float | None = None
    says: tuple[str, ...] = ("技改补助", "[1]。")
    tokens: int | None = None
    asked: int = 0
    closed: bool = False

    def stream(self, messages: Sequence[Message], until: float, most_tokens: int) -> Generator[str, None, int | None]:
        self.asked += 1
        yield from self.says
        if self.fault:
            raise failed(self.fault, retry_after=self.retry_after)
        return self.tokens

    def close(self) -> None:
        self.closed = True


@dataclass
class House:
    """A guarded model and what it tells."""

    model: ScriptedModel = field(default_factory=ScriptedModel)
    usage: MemoryModelUsageStore = field(default_factory=MemoryModelUsageStore)
    daily_tokens: int = 0
    day: date = DAY
    now: float = 100.0
    observed: list[tuple[ModelFault | None, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.guarded = GuardedChatModel(
            self.model,
            self.usage,
            today=lambda: self.day,
            daily_tokens=self.daily_tokens,
            observer=lambda fault, seconds, tokens: self.observed.append((fault, tokens)),
            breaker=Breaker(lambda: self.now),
        )

    def ask(self) -> str:
        return "".join(self.guarded.stream(ASKED, time.monotonic() + 20, 200))

    def fault(self) -> ModelFault:
        with pytest.raises(ModelFailed) as raised:
            self.ask()
        return raised.value.fault


def test_an_answer_passes_through_and_is_counted() -> None:
    house = House(ScriptedModel(tokens=77))
    assert house.ask() == ANSWER
    assert house.guarded.name == "scripted"
    assert house.observed == [(None, 77)]
    assert house.usage.used(DAY) == ModelUsage(calls=1, tokens=77, failures=0)


def test_tokens_that_nobody_tells_are_estimated_from_question_and_answer() -> None:
    house = House()
    house.ask()
    asked = "".join(message.text for message in ASKED)
    assert house.usage.used(DAY).tokens == estimated(asked) + estimated(ANSWER)


@pytest.mark.parametrize(
    ("text", "tokens"), [("", 0), ("技改", 2), ("技改，[1]。", 5), ("abc", 1), ("abcd", 2), ("甲ab", 2)]
)
def test_a_character_of_chinese_is_a_token_and_three_others_are_one(text: str, tokens: int) -> None:
    assert estimated(text) == tokens


def test_a_request_that_is_turned_away_costs_nothing_and_counts_as_a_failure() -> None:
    house = House(ScriptedModel(fault=ModelFault.UNAUTHORISED, says=()))
    assert house.fault() is ModelFault.UNAUTHORISED
    assert house.usage.used(DAY) == ModelUsage(calls=1, tokens=0, failures=1)


def test_a_request_that_fails_after_it_was_read_costs_its_tokens() -> None:
    house = House(ScriptedModel(fault=ModelFault.TIMEOUT, says=()))
    house.fault()
    assert house.usage.used(DAY).tokens == estimated("".join(message.text for message in ASKED))


def test_what_came_before_a_fault_is_handed_on() -> None:
    house = House(ScriptedModel(fault=ModelFault.CUT))
    stream = house.guarded.stream(ASKED, time.monotonic() + 20, 200)
    assert [next(stream), next(stream)] == ["技改补助", "[1]。"]
    with pytest.raises(ModelFailed):
        next(stream)


def test_a_model_that_does_not_work_is_asked_no_more_while_it_rests() -> None:
    house = House(ScriptedModel(fault=ModelFault.TIMEOUT))
    faults = [house.fault() for _ in range(5)]
    assert faults == [ModelFault.TIMEOUT] * 3 + [ModelFault.RESTING] * 2
    assert house.model.asked == 3
    assert [fault for fault, _ in house.observed] == faults
    assert house.usage.used(DAY).calls == 3


def test_a_model_that_works_again_answers_again() -> None:
    house = House(ScriptedModel(fault=ModelFault.RATE_LIMITED, retry_after=40))
    assert [house.fault(), house.fault()] == [ModelFault.RATE_LIMITED, ModelFault.RESTING]
    house.model.fault = None
    house.now += 41
    assert house.ask() == ANSWER


def test_a_resting_model_says_for_how_long() -> None:
    house = House(ScriptedModel(fault=ModelFault.RATE_LIMITED, retry_after=40))
    house.fault()
    with pytest.raises(ModelFailed) as raised:
        house.ask()
    assert raised.value.retry_after == 40


def test_an_answer_that_is_given_up_is_paid_for_and_no_fault() -> None:
    house = House()
    stream = house.guarded.stream(ASKED, time.monotonic() + 20, 200)
    next(stream)
    stream.close()
    assert house.observed == [(None, estimated("".join(message.text for message in ASKED)) + 4)]
    assert house.usage.used(DAY).failures == 0


def test_a_trial_that_is_given_up_before_it_says_anything_leaves_the_model_resting() -> None:
    house = House(ScriptedModel(fault=ModelFault.UNAUTHORISED, says=()))
    house.fault()
    house.now += 15
    house.model.says = ("",)
    stream = house.guarded.stream(ASKED, time.monotonic() + 20, 200)
    next(stream)
    stream.close()
    assert house.fault() is ModelFault.UNAUTHORISED
    with pytest.raises(ModelFailed) as raised:
        house.ask()
    assert raised.value.retry_after == 30


def test_a_spent_day_is_over_and_the_next_one_begins_anew() -> None:
    house = House(ScriptedModel(tokens=60), daily_tokens=100)
    house.ask()
    house.ask()
    assert house.fault() is ModelFault.OVER_BUDGET
    assert house.model.asked == 2
    house.day = date(2026, 11, 28)
    assert house.ask() == ANSWER


def test_without_a_limit_no_day_is_ever_spent() -> None:
    house = House(ScriptedModel(tokens=10**9))
    assert [house.ask() for _ in range(3)] == [ANSWER] * 3


def test_an_answer_that_cannot_be_counted_is_an_answer_all_the_same() -> None:
    class Broken(MemoryModelUsageStore):
        def add(self, day: date, tokens: int, failed: bool) -> None:
            raise StorageUnavailable("磁盘已满。")

    with capture_logs() as logged:
        assert House(usage=Broken()).ask() == ANSWER
    assert [each["event"] for each in logged] == ["model_usage_not_counted"]


def test_each_change_of_state_is_logged_once_with_its_cause() -> None:
    house = House(ScriptedModel(fault=ModelFault.TIMEOUT))
    with capture_logs() as logged:
        for _ in range(6):
            house.fault()
        house.model.fault = None
        house.now += 16
        house.ask()
        house.ask()
    assert [(each["event"], each.get("fault"), each.get("rests_seconds")) for each in logged] == [
        ("model_fails", "timeout", 0),
        ("model_fails", "timeout", 15),
        ("model_works", None, None),
    ]


def test_no_log_holds_a_question_or_an_answer() -> None:
    house = House(ScriptedModel(fault=ModelFault.CUT), daily_tokens=5)
    with capture_logs() as logged:
        house.fault()
        assert house.fault() is ModelFault.OVER_BUDGET
    assert len(logged) == 2
    assert "技改" not in str(logged)


def test_closing_closes_the_model() -> None:
    house = House()
    house.guarded.close()
    assert house.model.closed


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Settings]:
    return lambda **given: Settings(_env_file=None, **given)


def test_without_a_name_there_is_no_model(settings: Callable[..., Settings]) -> None:
    assert build_chat_model(settings(), MemoryModelUsageStore(), lambda *_: None) is None


def test_the_configured_model_is_guarded_and_counted(serve: Serve, settings: Callable[..., Settings]) -> None:
    server = serve(says_with_usage(ANSWER, 20, 6), says(ANSWER), refuses(401, "", KEY))
    usage, observed = MemoryModelUsageStore(), []
    given = settings(model_url=server.url, model_key=KEY, model_name=MODEL, model_daily_tokens=1000)
    model = build_chat_model(given, usage, lambda fault, seconds, tokens: observed.append(fault))
    assert model is not None
    assert KEY not in repr(given)
    assert ["".join(model.stream(ASKED, time.monotonic() + 20, 200)) for _ in range(2)] == [ANSWER] * 2
    for expected in (ModelFault.UNAUTHORISED, ModelFault.RESTING):
        with pytest.raises(ModelFailed) as raised:
            list(model.stream(ASKED, time.monotonic() + 20, 200))
        assert raised.value.fault is expected
    model.close()
    assert observed == [None, None, ModelFault.UNAUTHORISED, ModelFault.RESTING]
    (day,) = usage.days.values()
    assert day.calls == 3
    assert 26 < day.tokens < 100
