"""Exit codes of the command line, and which error means which."""

from __future__ import annotations

from enum import IntEnum

from assistant.errors import (
    AccountRefused,
    AddressRefused,
    AssistantError,
    BackupRefused,
    DraftRefused,
    InvalidAsOf,
    InvalidQuestion,
    KeyRefused,
    ModelUnavailable,
    NotFound,
    TextUnaccounted,
    UnreadableSource,
    UnusableSettings,
)


class Exit(IntEnum):
    """What a command's exit code means."""

    DONE = 0
    NOT_ANSWERED = 1
    USAGE = 2
    UNAVAILABLE = 3


_USAGE_ERRORS = (
    AccountRefused,
    InvalidQuestion,
    InvalidAsOf,
    NotFound,
    ModelUnavailable,
    UnreadableSource,
    AddressRefused,
    DraftRefused,
    KeyRefused,
    BackupRefused,
    UnusableSettings,
)


def exit_code_of(error: AssistantError) -> Exit:
    """Whether the person or the machine has to change something."""
    from assistant.channels.local_server import ServerRefused

    if isinstance(error, ServerRefused):
        return Exit.USAGE if error.status < 500 else Exit.UNAVAILABLE
    if isinstance(error, TextUnaccounted):
        return Exit.NOT_ANSWERED
    return Exit.USAGE if isinstance(error, _USAGE_ERRORS) else Exit.UNAVAILABLE
