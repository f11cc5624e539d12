"""Wordings that were proven before: the same statements for the same question on the same day need no model."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.domain import Question
from assistant.language.normalise import nfkc
from assistant.ports import Clock, WordingStore
from assistant.worded.gate import Gate, Judged
from assistant.worded.statements import Statement


@dataclass(frozen=True, slots=True)
class KeptWordings:
    """Finds and keeps worded answers. `made_by` names the model and the digests of its prompts.

    The statements themselves are part of the key, so that a wording never outlives the clauses that it rests on.
    """

    store: WordingStore
    gate: Gate
    clock: Clock
    made_by: str

    def find(self, key: str, statements: Mapping[int, Statement]) -> tuple[Judged, ...] | None:
        """The sentences, proven anew; None when there are none or one of them is not proven any more."""
        kept = self.store.load(key)
        if kept is None:
            return None
        judged = tuple(self.gate.judge(sentence, statements) for sentence in json.loads(kept))
        return judged if judged and not any(each.failures for each in judged) else None

    def keep(self, key: str, sentences: Sequence[Judged]) -> None:
        """Remember the sentences with the numbers of their statements."""
        told = [each.text + "".join(f"[{one.number}]" for one in each.statements) for each in sentences]
        self.store.save(key, json.dumps(told, ensure_ascii=False), self.clock())

    def key(self, question: Question, standalone: str, as_of: date, statements: Mapping[int, Statement]) -> str:
        """Names what was asked, of whom, on which day, over which words, of which model with which prompts."""
        normal = "".join(nfkc(standalone).split()).lower()
        grounds = [
            [each.text, [[citation.digest, citation.quote, citation.validity] for citation in each.citations]]
            for each in statements.values()
        ]
        named = [normal, sorted(question.profile.items()), as_of.isoformat(), grounds, self.made_by]
        return hashlib.sha256(json.dumps(named, ensure_ascii=False).encode()).hexdigest()
