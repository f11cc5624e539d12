"""Writes the description of the API from which the web app's types are made: `make openapi`."""

from __future__ import annotations

import json
from pathlib import Path

from assistant.channels.web.app import create_app
from tests.fakes.assistant import TODAY, FakeAssistant

FILE = Path(__file__).resolve().parents[2] / "web" / "openapi.json"


def described() -> str:
    """The OpenAPI document as the file holds it."""
    app = create_app(FakeAssistant(), today=lambda: TODAY, static_dir=FILE.parent)
    return json.dumps(app.openapi(), ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    FILE.write_text(described(), "utf-8")
