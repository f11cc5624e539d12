"""How near the documents of a shelf are to a question, before it is read with their words."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.answering.phrasings import PhrasingBook
from assistant.answering.reader import Reader
from assistant.corpus.catalogue import Catalogue

MANY_LINES = 0.65
"""What likeness to a plan counts for: its statements have four times as many lines as those of rules.

Of development cases about rules 95 in 100 are then nearer to the rules, of those about the plan 95 to the plan.
"""


@dataclass(frozen=True, slots=True)
class Hearing:
    """Hears questions in standard Chinese for one shelf."""

    catalogue: Catalogue
    phrasings: PhrasingBook
    reader: Reader

    def likeness(self, asked: str) -> float:
        """How like all of a question the nearest statement is asked for, 0..1 and comparable between shelves."""
        nearest = max((each.similarity for _, each in self.phrasings.nearest(asked, 1)), default=0.0)
        return nearest if self.catalogue.holds_rules else MANY_LINES * nearest

    def must_be_read(self, asked: str) -> bool:
        """Whether a document is named, or there is one of which nobody knows how people ask for what it says."""
        unheard = any(document.id not in self.phrasings.phrased for document in self.catalogue.documents())
        return unheard or self.reader.names_a_document(asked)
