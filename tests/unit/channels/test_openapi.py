from __future__ import annotations

from pathlib import Path

import schemathesis
from hypothesis import settings

from assistant.channels.web.app import create_app
from tests.fakes.assistant import TODAY, FakeAssistant
from tests.fakes.eligibility import CHECKLIST_WORDS

schema = schemathesis.openapi.from_asgi(
    "/openapi.json",
    create_app(FakeAssistant(), today=lambda: TODAY, static_dir=Path("unbuilt"), checklist_words=CHECKLIST_WORDS),
)


@schema.parametrize()
@settings(max_examples=25)
def test_replies_to_generated_requests_keep_what_openapi_promises(case: schemathesis.Case) -> None:
    case.call_and_validate()
