from __future__ import annotations

import threading

import pytest

from assistant.errors import ModelFault
from assistant.model.breaker import LONGEST_ASKED, LONGEST_REST, Breaker


class Clock:
    """Moves when told."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def breaker(clock: Clock) -> Breaker:
    return Breaker(clock)


def fails(breaker: Breaker, fault: ModelFault, times: int = 1, retry_after: float | None = None) -> None:
    for _ in range(times):
        given = breaker.enter()
        assert given is not None
        breaker.leave(given, fault, retry_after)


@pytest.mark.parametrize(
    "fault", [ModelFault.TIMEOUT, ModelFault.UNREACHABLE, ModelFault.SERVER_ERROR, ModelFault.MALFORMED]
)
def test_a_model_rests_after_three_faults_in_a_row(breaker: Breaker, fault: ModelFault) -> None:
    fails(breaker, fault, times=2)
    assert breaker.rests_for() == 0
    fails(breaker, fault)
    assert breaker.enter() is None
    assert breaker.rests_for() == 15


@pytest.mark.parametrize("fault", [ModelFault.UNAUTHORISED, ModelFault.UNKNOWN_MODEL, ModelFault.RATE_LIMITED])
def test_a_model_rests_at_once_where_asking_again_is_in_vain(breaker: Breaker, fault: ModelFault) -> None:
    fails(breaker, fault)
    assert breaker.enter() is None


@pytest.mark.parametrize(
    "fault",
    [
        ModelFault.CONTEXT_OVERFLOW,
        ModelFault.CONTENT_FILTER,
        ModelFault.EMPTY,
        ModelFault.CUT,
        ModelFault.BAD_REQUEST,
    ],
)
def test_what_is_due_to_one_question_never_makes_it_rest(breaker: Breaker, fault: ModelFault) -> None:
    fails(breaker, fault, times=9)
    assert breaker.enter() is not None


def test_an_answer_between_two_faults_ends_the_row(breaker: Breaker) -> None:
    fails(breaker, ModelFault.TIMEOUT, times=2)
    breaker.leave(breaker.enter() or 0, None)
    fails(breaker, ModelFault.TIMEOUT, times=2)
    assert breaker.enter() is not None


def test_a_rest_is_as_long_as_the_service_asks(breaker: Breaker, clock: Clock) -> None:
    fails(breaker, ModelFault.RATE_LIMITED, retry_after=42)
    clock.now += 41.9
    assert breaker.enter() is None
    clock.now += 0.2
    assert breaker.enter() is not None


def test_a_server_that_says_when_to_come_again_is_heeded_at_once(breaker: Breaker) -> None:
    fails(breaker, ModelFault.SERVER_ERROR, retry_after=20)
    assert breaker.rests_for() == 20


def test_no_service_can_ask_for_more_than_an_hour(breaker: Breaker) -> None:
    fails(breaker, ModelFault.RATE_LIMITED, retry_after=86400)
    assert breaker.rests_for() == LONGEST_ASKED


def test_after_a_rest_one_request_is_let_through_as_a_trial(breaker: Breaker, clock: Clock) -> None:
    fails(breaker, ModelFault.UNAUTHORISED)
    clock.now += 15
    trial = breaker.enter()
    assert trial is not None
    assert breaker.enter() is None
    breaker.leave(trial, None)
    assert breaker.enter() is not None
    assert breaker.enter() is not None


def test_a_failed_trial_doubles_the_rest_up_to_five_minutes(breaker: Breaker, clock: Clock) -> None:
    fails(breaker, ModelFault.TIMEOUT, times=3)
    rests = []
    for _ in range(7):
        rests.append(breaker.rests_for())
        clock.now += breaker.rests_for()
        fails(breaker, ModelFault.TIMEOUT)
    assert rests == [15, 30, 60, 120, 240, LONGEST_REST, LONGEST_REST]


def test_after_an_answer_rests_are_short_again(breaker: Breaker, clock: Clock) -> None:
    fails(breaker, ModelFault.UNAUTHORISED)
    clock.now += 15
    fails(breaker, ModelFault.UNAUTHORISED)
    clock.now += 30
    breaker.leave(breaker.enter() or 0, None)
    fails(breaker, ModelFault.UNAUTHORISED)
    assert breaker.rests_for() == 15


def test_a_trial_that_was_given_up_lets_another_one_through(breaker: Breaker, clock: Clock) -> None:
    fails(breaker, ModelFault.UNAUTHORISED)
    clock.now += 15
    breaker.give_up(breaker.enter() or 0)
    assert breaker.enter() is not None


def test_what_began_before_the_rest_neither_ends_nor_lengthens_it(breaker: Breaker) -> None:
    earlier = [breaker.enter() or 0 for _ in range(3)]
    fails(breaker, ModelFault.UNAUTHORISED)
    breaker.leave(earlier[0], ModelFault.UNAUTHORISED)
    breaker.leave(earlier[1], None)
    breaker.give_up(earlier[2])
    assert breaker.rests_for() == 15


def test_of_many_threads_exactly_one_gets_the_trial(breaker: Breaker, clock: Clock) -> None:
    fails(breaker, ModelFault.UNAUTHORISED)
    clock.now += 15
    passes: list[int | None] = []
    threads = [threading.Thread(target=lambda: passes.append(breaker.enter())) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len([given for given in passes if given is not None]) == 1
