from __future__ import annotations

from collections.abc import Iterator

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from assistant.channels.desk.admission import TOKEN_HEADER
from assistant.domain import StaffRole
from tests.fakes.assistant import FakeAssistant
from tests.fakes.desk_app import DESK, OpenDesk, described_desk, open_desk

schema = schemathesis.openapi.from_asgi("/openapi.json", described_desk()).include(path_regex=f"^{DESK}/")
# A stream of events ends after minutes only; test_events.py follows it.
schema = schema.exclude(path_regex="/events$")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenDesk]:
    assistant = FakeAssistant()
    # Read before anybody waits for it.
    assert assistant.approved.published()
    with open_desk(tmp_path_factory.mktemp("desk"), assistant) as opened:
        yield opened


@schema.parametrize()
@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_desk_keeps_what_openapi_promises_whatever_an_administrator_asks(
    case: schemathesis.Case, desk: OpenDesk
) -> None:
    admin = desk.signed_in(StaffRole.ADMIN)
    case.call_and_validate(
        app=desk.app,
        cookies=dict(admin.cookies),
        headers={TOKEN_HEADER: admin.headers[TOKEN_HEADER]},
        # A name that is taken or a weak password has the right shape, and is refused.
        excluded_checks=[positive_data_acceptance],
    )
