from __future__ import annotations

import inspect

from assistant.service import Assistant
from tests.fakes.assistant import FakeAssistant


def test_the_fake_has_every_door_of_the_real_assistant() -> None:
    for name, member in inspect.getmembers(Assistant):
        if name.startswith("_"):
            continue
        twin = inspect.getattr_static(FakeAssistant, name)
        if inspect.isfunction(member):
            real, fake = inspect.signature(member).parameters, inspect.signature(twin).parameters
            assert [*map(str, real)] == [*map(str, fake)], name
