"""Chooses the stretches that answer a part, from the surest way of finding them to the loosest."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.answering.lexicon import ValueType
from assistant.answering.question_details import (
    asks_for_existence,
    asks_for_full_name,
    asks_for_responsible,
    asks_what_it_is,
)
from assistant.answering.question_forms import Form
from assistant.answering.quoting import (
    COVERAGE,
    HALF_ANSWER,
    HEARD,
    LISTS,
    NUMERIC,
    Quoting,
    rests_on_text,
    without_value,
)
from assistant.answering.reading import Reading
from assistant.answering.turn import Part
from assistant.answering.windows import Window
from assistant.corpus.catalogue import Catalogue
from assistant.domain import Level

TITLE_COVERAGE = 0.75
KNOWN_COVERAGE = 0.4
WRITTEN = 0.5
"""Whether something is written at all takes more of it than a question about what is."""
NEARLY_ALL = 0.8
"""哪些单位 and 哪些场合 are answered by a sentence that holds nearly all that is asked, whatever it calls them."""
RARE = 2.0
"""Weight of a word that stands in about one clause of six."""
SURELY_HEARD = 0.45
"""Likeness to a phrasing that makes its figure the answer, though what the figure belongs to is called otherwise."""
RELATED = 0.12
"""Below this coverage nothing in the corpus touches the question at all."""
NAMED_KINDS = {ValueType.BODY, ValueType.PLACE, ValueType.PERIOD}
_QUOTED = re.compile(r"“([^“”，。；]{2,10})”")
_LISTED_KINDS = {"种", "类", "大"}


@dataclass(frozen=True, slots=True)
class Choosing:
    """The choice among the candidates of a part."""

    catalogue: Catalogue
    quoting: Quoting

    def stretches(self, reading: Reading, part: Part, texts: Sequence[str], windows: list[Window]) -> list[Window]:
        """What answers `reading`, best first; nothing rather than a guess. `windows` are those of `texts`."""
        least = WRITTEN if asks_for_existence(reading.text) else COVERAGE
        enough = HALF_ANSWER if reading.places and reading.value is ValueType.ANY else least
        ways: list[Callable[[], list[Window]]] = [
            lambda: self._meant(reading, texts, windows),
            lambda: self.quoting.pick(reading, self.quoting.at_places(reading, windows), enough),
        ]
        kinds = reading.value is ValueType.COUNT and reading.classifier in _LISTED_KINDS
        if kinds or (reading.form is Form.LIST and reading.value in NAMED_KINDS):
            ways.append(lambda: self._whatever_called(reading, texts))
        if reading.value is ValueType.ANY:
            ways += [lambda: self._titles(reading, part), lambda: self._by_known_words(reading, texts)]
        ways.append(lambda: self._as_heard(reading, windows))
        if reading.leaning.surely_answered:
            ways.append(lambda: self._best_heard(reading, texts, windows))
        return next((found for found in (way() for way in ways) if found), [])

    def name_asked_for(self, reading: Reading, texts: Sequence[str]) -> str:
        """The name in quotation marks (“小升规”) of which it is asked what it stands for; empty where none is."""
        if not asks_what_it_is(reading.text):
            return ""
        names = (name for c in texts for name in _QUOTED.findall(self.catalogue.clause(c).text))
        return next((name for name in names if name in reading.text and _asked_alone(name).search(reading.text)), "")

    def explanation(self, name: str, reading: Reading, texts: Sequence[str]) -> list[Window]:
        """The sentence that says what a name stands for: 时尚化、高端化……国际化的“六化”."""
        giving = [c for c in texts if _explaining(name).search(self.catalogue.clause(c).text)]
        return self.quoting.windows(without_value(reading), giving)[:1]

    def _meant(self, reading: Reading, texts: Sequence[str], windows: list[Window]) -> list[Window]:
        """The stretch that is asked for far more clearly than any other, whatever type of value was read."""
        if not reading.is_meant or asks_for_responsible(reading.text):
            return []
        if reading.value not in (*NUMERIC, ValueType.DATE) and not any(window.meant for window in windows):
            headings = () if reading.form in LISTS else reading.meant_in(self.catalogue, Level.OUTLINE)
            topic = without_value(reading)
            if headings or topic is not reading:
                windows = self.quoting.windows(topic, [*texts, *(clause.id for clause in headings)])
        if windows and not self.quoting.facts[windows[0].clause_id].phrased:
            # Of its document nobody wrote down how people ask: the words alone must do, and here they do better.
            return []
        # In this order further stretches are weighed, too.
        windows = sorted(windows, key=lambda window: not window.meant)
        if not windows or not windows[0].meant:
            return []
        if windows[0].coverage < RELATED and windows[0].heard < HEARD:
            return []
        if self.quoting.wants_several(reading):
            return self.quoting.pick(reading, windows, 0.0)
        return [windows[0], *self.quoting.heard_as_well(windows)]

    def full_name(self, reading: Reading, texts: Sequence[str]) -> list[Window]:
        """The sentence that gives the short name with the long one: 《…的实施意见》（以下简称《实施意见》）."""
        if not asks_for_full_name(reading.text):
            return []
        short = [re.compile(rf"简称[^，。；]{{0,3}}{re.escape(term.text)}") for term in reading.terms if not term.weak]
        naming = [c for c in texts if any(name.search(self.catalogue.clause(c).text) for name in short)]
        return self.quoting.windows(without_value(reading), naming)[:1]

    def _whatever_called(self, reading: Reading, texts: Sequence[str]) -> list[Window]:
        """Kinds, bodies and sites have more names than a pattern knows; nearly all that is asked must be said."""
        topic = without_value(reading)
        return self.quoting.pick(topic, self.quoting.at_places(reading, self.quoting.windows(topic, texts)), NEARLY_ALL)

    def _by_known_words(self, reading: Reading, texts: Sequence[str]) -> list[Window]:
        """Idle words may be unknown to the corpus; in 有没有写到海外仓 the unknown word is the question."""
        known = reading.known_part
        if asks_for_existence(reading.text) or not any(term.weight >= RARE and not term.weak for term in known.terms):
            return []
        windows = self.quoting.at_places(known, self.quoting.windows(known, texts))
        return self.quoting.pick(known, windows, KNOWN_COVERAGE)

    @staticmethod
    def _as_heard(reading: Reading, windows: list[Window]) -> list[Window]:
        """The stretch that people ask for in much the same words, though few of them stand in it."""
        least = HEARD if reading.value is ValueType.ANY or reading.value in NAMED_KINDS else SURELY_HEARD
        touched = [w for w in windows if (w.covered and w.coverage >= RELATED) or w.heard >= SURELY_HEARD]
        heard = [window for window in touched if window.heard >= least]
        return [] if asks_for_existence(reading.text) else sorted(heard, key=lambda window: -window.heard)[:1]

    def _best_heard(self, reading: Reading, texts: Sequence[str], windows: list[Window]) -> list[Window]:
        """What people who ask so want, though the words or a type of value that is no figure were read otherwise."""
        topic = without_value(reading)
        if reading.value not in (*NUMERIC, ValueType.DATE) and topic is not reading:
            windows = self.quoting.windows(topic, texts)
        least = HEARD if reading.value in (*NUMERIC, ValueType.DATE) else 0.0
        heard = [window for window in windows if window.heard > least]
        return sorted(heard, key=lambda window: -window.heard)[:1]

    def _titles(self, reading: Reading, part: Part) -> list[Window]:
        """A heading that says what no sentence does, such as the title of an annex."""
        titles = [
            c
            for c in part.candidates
            if self.catalogue.clause(c).level is Level.OUTLINE and self.catalogue.clause(c).parent_id is not None
        ]
        windows = [
            window
            for window in self.quoting.windows(reading, titles)
            if window.coverage >= TITLE_COVERAGE and rests_on_text(window, reading)
        ]
        return windows[:1]


def _explaining(name: str) -> re.Pattern[str]:
    """How a text says what a name stands for: 总部经济的“两极”, 粤东、粤西两个“片区”, “链主”是指."""
    quoted = f"“{re.escape(name)}”"
    return re.compile(f"的{quoted}|、[^，。；]*{quoted}(?!、)|{quoted}(?:[^，。；]{{0,4}})(?:是指|是|指|即|包括)")


def _asked_alone(name: str) -> re.Pattern[str]:
    """Not 链主的标准是什么, which asks of the standard."""
    return re.compile(
        f"(?:什么是|啥是|咩系)“?{re.escape(name)}|{re.escape(name)}”?(?:的(?:意思|含义|定义)|[^的，,。]*$)"
    )
