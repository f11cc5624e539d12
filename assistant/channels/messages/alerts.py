"""What the people who run the assistant are told at once."""

from __future__ import annotations

from typing import Protocol


class Alerts(Protocol):
    """Takes word of what a person should look at, from any thread, and never fails. No person is named."""

    def handed_over(self) -> None:
        """Somebody waits for a person of the help desk."""
        ...

    def not_answered(self, answer_id: str) -> None:
        """A question found no answer in the documents that are in force."""
        ...

    def trouble(self, name: str) -> None:
        """A channel stands still: which of the troubles that `prompts/messages.yaml` names."""
        ...


class _NoAlerts:
    def handed_over(self) -> None: ...

    def not_answered(self, answer_id: str) -> None: ...

    def trouble(self, name: str) -> None: ...


NO_ALERTS: Alerts = _NoAlerts()
