"""How long search waits for an endpoint, and when it asks it no more."""

import logging
import pickle
import subprocess
import sys
import threading

import pytest

from assistant.errors import EndpointRefused, EndpointUnavailable
from assistant.search.endpoint import REST_SECONDS, Endpoint, Patience

ENDPOINT = Endpoint("向量接口", "ASSISTANT_EMBEDDING", "https://models.example/v1", "bge-m3", "sk-secret")


class Clock:
    def __init__(self):
        self.now = 100.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def patience(clock):
    return Patience(ENDPOINT, 30, clock)


def failing():
    raise EndpointUnavailable("向量接口出错")


def refusing():
    raise EndpointRefused("不接受这段文字")


def fail(patience, call=failing):
    with pytest.raises(EndpointUnavailable) as raised:
        patience.ask(call)
    return raised.value


def test_what_the_endpoint_gives_is_passed_on(patience):
    assert patience.ask(lambda: 7) == 7
    assert patience.problem == ""


def test_after_a_failure_it_is_left_alone_for_a_while(patience, clock):
    asked = []
    fail(patience)
    assert fail(patience, lambda: asked.append(1)).message == patience.problem == "向量接口出错"
    clock.now += REST_SECONDS - 1
    fail(patience, lambda: asked.append(2))
    assert asked == []
    clock.now += 1
    assert patience.ask(lambda: 7) == 7
    assert patience.ask(lambda: 8) == 8


def test_after_its_rest_one_question_tries_and_the_others_go_on_without(patience, clock):
    fail(patience)
    clock.now += REST_SECONDS
    begun, go_on = threading.Event(), threading.Event()

    def slowly():
        begun.set()
        assert go_on.wait(10)
        return 7

    first = threading.Thread(target=lambda: Patience.ask(patience, slowly))
    first.start()
    assert begun.wait(10)
    fail(patience, lambda: 8)
    go_on.set()
    first.join()
    assert patience.ask(lambda: 9) == 9


def test_failing_and_answering_again_are_logged_once_each(patience, clock, caplog):
    with caplog.at_level(logging.INFO):
        for _ in range(3):
            fail(patience)
            clock.now += REST_SECONDS
        for _ in range(3):
            patience.ask(lambda: 7)
    assert [record.getMessage() for record in caplog.records] == [
        "searching without an endpoint until it answers again: 向量接口出错",
        "ASSISTANT_EMBEDDING answers again",
    ]


def test_a_text_that_is_refused_does_not_make_the_endpoint_rest(patience):
    fail(patience, refusing)
    assert patience.problem == ""
    assert patience.ask(lambda: 7) == 7


def test_who_hangs_is_not_waited_for(clock):
    held = threading.Event()
    try:
        assert "200 毫秒内没有回答" in fail(Patience(ENDPOINT, 0.2, clock), lambda: held.wait(30)).message
    finally:
        held.set()


def test_the_key_goes_to_a_helper_and_is_never_shown():
    assert "sk-secret" not in f"{ENDPOINT} {ENDPOINT!r}"
    assert pickle.loads(pickle.dumps(ENDPOINT)) == ENDPOINT


def test_what_openai_looks_into_is_loaded_whole_before_it_asks():
    """Half loaded by another thread, it would end every request of that time."""
    program = "import sys; from assistant.search.endpoint import open_http; open_http().close(); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    assert "httpx" in loaded
    assert "langchain_openai" not in loaded
