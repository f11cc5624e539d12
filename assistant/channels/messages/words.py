"""The words of messenger channels, from `prompts/messages.yaml`; what answers quote never passes through here."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from assistant.domain import Script
from assistant.language.script import ScriptConverter
from assistant.language.wordings import read_wordings

MESSAGES = "messages.yaml"
SAMPLES = ("first", "second", "third")
_FIELDS: Mapping[str, frozenset[str]] = {
    name: frozenset(fields.split())
    for name, fields in {
        "channel.welcome": "samples",
        "channel.menu_help": "samples",
        "channel.unsupported_kind": "",
        "channel.too_long": "most",
        "channel.too_many": "",
        "channel.still_searching": "",
        "channel.still_searching_again": "",
        "channel.held_before": "",
        "channel.more_parts": "n",
        "channel.nothing_held": "",
        "channel.no_question": "",
        "channel.no_subscription": "",
        "channel.whom_to_ask": "contact",
        "channel.staff_here": "contact",
        "channel.failed": "id",
        "channel.handed_over": "",
        "channel.handover_noted": "contact",
        "channel.handover_unavailable": "contact",
        "channel.back_to_assistant": "",
        "channel.forgotten": "",
        "channel.not_ready": "",
        "channel.menu_lead": "",
        "channel.menu_staff": "",
        "channel.bot_searching": "",
        "channel.bot_late": "",
        "channel.alert_handed_over": "n",
        "channel.alert_not_answered": "n",
        "channel.alert_bot_refused": "",
        "channel.alert_kf_refused": "",
        "channel.alert_bot_replaced": "",
        "channel.alert_closing": "title window day left",
        **{f"samples.{name}": "" for name in SAMPLES},
        "basis.lead": "as_of",
        "basis.digest": "",
        "basis.interpretation": "",
        **{f"basis.validity.{name}": "" for name in ("upcoming", "expired", "repealed", "superseded", "unknown")},
        "basis.read": "",
        "basis.read_digest": "",
        "basis.page": "address",
        "basis.more_places": "n",
        "basis.left_out": "n",
        "basis.cut": "",
        "basis.by_model": "",
        "judged.read": "facts",
        "judged.lead": "as_of",
        "judged.by_round": "outcome",
        "judged.other_round": "",
        "judged.missed": "",
        "judged.cities": "",
        "judged.papers": "",
        "judged.not_met": "labels",
        "judged.shut_out": "labels",
        "judged.unseen": "labels",
        "judged.estimate": "label formula worth",
        "judged.fixed": "label worth",
        "judged.caution": "",
        "asked.lead": "ask",
        "asked.choose": "",
        "asked.write": "example",
        **{f"asked.{name}": "" for name in ("skip", "said_skip", "yes", "said_yes", "no", "said_no")},
        **{f"asked.example.{name}": "" for name in ("money", "share", "count", "years", "day", "place")},
        "follow_ups": "questions",
        "samples_to_try": "questions",
    }.items()
}
"""Every wording that is asked for, with the fields that are filled in."""


class MessageWords:
    """Looks wordings up by dotted name and fills them in, in the script of who reads them."""

    def __init__(self, wordings: Mapping[str, str], converter: ScriptConverter) -> None:
        self._wordings, self._converter = dict(wordings), converter

    @classmethod
    def from_file(cls, path: Path, converter: ScriptConverter) -> MessageWords:
        """Raises MalformedKnowledge where the file cannot be read, or a wording or one of its fields is not right."""
        return cls(read_wordings(path, _FIELDS), converter)

    def __call__(self, name: str, script: Script = Script.SIMPLIFIED, /, **values: object) -> str:
        """The wording with its fields filled in; KeyError for an unknown name is a programming error."""
        return self.own(self._wordings[name], script).format(**values)

    def own(self, text: str, script: Script) -> str:
        """Something that we named, such as a condition; quotes and what a person said stay as they are."""
        return self._converter.to_traditional(text) if script is Script.TRADITIONAL else text

    def script_of(self, text: str) -> Script:
        """The script that a person writes in."""
        return self._converter.detect(text)
