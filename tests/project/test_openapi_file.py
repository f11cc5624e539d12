from __future__ import annotations

from tests.project.openapi_file import FILE, described


def test_the_web_app_is_built_against_the_api_as_it_is() -> None:
    assert FILE.read_text("utf-8") == described(), "run `make openapi` and commit web/openapi.json"
