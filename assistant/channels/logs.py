"""Logs to standard error: for eyes on a terminal, JSON lines elsewhere. Questions are never in them."""

from __future__ import annotations

import logging
import sys
from typing import Any

import structlog


def configure(level: str, quiet: bool = False) -> None:
    """Send our own and every library's log through one formatter; raises ValueError for an unknown level.

    `quiet` is for commands that print their result: only what went wrong is logged beside it.
    """
    number = logging.getLevelNamesMapping().get(level.upper())
    if number is None:
        raise ValueError(f"ASSISTANT_LOG_LEVEL={level}")
    if quiet:
        number = max(number, logging.WARNING)
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso"),
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(number),
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *_rendering()],
            foreign_pre_chain=shared,
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(max(number, logging.INFO))
    logging.getLogger("assistant").setLevel(number)
    # Libraries narrate at INFO (every HTTP call, every migration); an operator needs what went wrong.
    for library in ("alembic", "chromadb", "httpx", "httpx2", "httpcore", "mcp", "openai", "uvicorn", "websockets"):
        logging.getLogger(library).setLevel(logging.WARNING)


def _rendering() -> list[Any]:
    if sys.stderr.isatty():
        return [structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)]
    return [
        structlog.processors.format_exc_info,
        structlog.processors.JSONRenderer(ensure_ascii=False),
    ]
