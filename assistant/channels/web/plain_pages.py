"""Pages that the server renders itself and that need no script."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse, Response

TEMPLATES = Path(__file__).parent / "templates"
pages = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True)


def missing(title: str, message: str) -> Response:
    """A page for people that says what is not there and what to do."""
    return HTMLResponse(pages.get_template("missing.html").render(title=title, message=message), 404)
