"""What commands have done: by the server that runs on the data directory, else by an Assistant of their own."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING, Protocol

from assistant.domain import Question

if TYPE_CHECKING:
    from assistant.channels.citation_wire import Wire
    from assistant.errors import ModelFault
    from assistant.model.guarded import Observer
    from assistant.service import Assistant
    from assistant.settings import Settings


def unobserved(fault: ModelFault | None, seconds: float, tokens: int) -> None:
    """Counts nothing."""


class Build(Protocol):
    """Makes an Assistant that answers with so many processes, and tells how its chat model was asked."""

    def __call__(self, settings: Settings, processes: int = 1, observer: Observer = unobserved) -> Assistant:
        """See `build_assistant`."""
        ...


def answer(build: Build, settings: Settings, asked: Question) -> Wire:
    """The public answer; raises AssistantError."""
    from assistant.channels.local_server import LocalServer
    from assistant.channels.wire import answer_to_wire

    if server := LocalServer.find(settings.data_dir):
        wanted = {"question": asked.text, "conversation_id": asked.conversation_id, "mode": asked.mode.value}
        told: Wire = json.loads(server.ask(wanted | {"as_of": asked.as_of and asked.as_of.isoformat()}))
        return told
    with closing(build(settings)) as assistant:
        assistant.sync()
        return answer_to_wire(assistant.answer(asked))


def judge(
    build: Build, settings: Settings, told: Mapping[str, str], as_of: date | None, programmes: Sequence[str] | None
) -> Wire:
    """What the rules say of an enterprise; raises AssistantError."""
    from assistant.answering.accept import accept_day
    from assistant.channels.eligibility_wire import judge as judge_told
    from assistant.channels.local_server import LocalServer

    if server := LocalServer.find(settings.data_dir):
        return server.judge({"facts": dict(told), "as_of": as_of and as_of.isoformat(), "programmes": programmes})
    with closing(build(settings)) as assistant:
        assistant.sync()
        return judge_told(assistant.talk.assessor, told, accept_day(as_of or assistant.today()), programmes)


def sync(build: Build, settings: Settings, rebuild: bool) -> Wire:
    """The report of a sync; raises AssistantError."""
    from assistant.channels.local_server import LocalServer
    from assistant.channels.wire import sync_to_wire

    if server := LocalServer.find(settings.data_dir):
        return server.sync(rebuild)
    with closing(build(settings)) as assistant:
        return sync_to_wire(assistant.sync(rebuild))


def compare(build: Build, settings: Settings, document_id: str, before: int | None, after: int | None) -> Wire:
    """What changed between two stored versions and what rests on it; raises AssistantError."""
    from assistant.channels.local_server import LocalServer
    from assistant.channels.version_wire import operators_comparison

    if server := LocalServer.find(settings.data_dir):
        return server.diff(document_id, before, after)
    with closing(build(settings)) as assistant:
        diff = assistant.diff(assistant.versions(document_id), before, after)
        return operators_comparison(assistant, diff)


def speak_mcp(build: Build, settings: Settings) -> None:
    """Serve one MCP client on standard input and output until it leaves."""
    from assistant.channels.mcp.stdio import serve

    serve(lambda: build(settings), settings.data_dir)
