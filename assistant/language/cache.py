"""Files that save a start the work of the one before; when they are lost, the work is done again."""

from __future__ import annotations

import logging
import os
from contextlib import suppress
from pathlib import Path

logger = logging.getLogger(__name__)


def keep(path: Path, content: bytes) -> None:
    """Writes the file whole or not at all; where that is impossible it says so in the log and goes on."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(content)
        draft.replace(path)
    except OSError as error:
        logger.warning("not kept for the next start: %s", error)
        with suppress(OSError):
            draft.unlink(missing_ok=True)
