"""Writes the description of the API from which the web app's types are made: `make openapi`."""

from __future__ import annotations

import json
from pathlib import Path

from tests.fakes.desk_app import described_desk

FILE = Path(__file__).resolve().parents[2] / "web" / "openapi.json"


def described() -> str:
    """The OpenAPI document as the file holds it."""
    return json.dumps(described_desk().openapi(), ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    FILE.write_text(described(), "utf-8")
