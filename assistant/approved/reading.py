"""Reads a question so that it can be held against another one: what must agree, and the words that remain."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from assistant.answering import question_forms as forms
from assistant.answering.clause_facts import plain
from assistant.answering.language import Language
from assistant.answering.standard import StandardChinese
from assistant.approved.asking import Sort, sort_of
from assistant.approved.words import SameWords
from assistant.language.bearings import per_what, sides
from assistant.language.homophones import HomophoneIndex
from assistant.language.modality import strong_words
from assistant.language.polarity import negations
from assistant.language.quantities import Quantity, find_document_numbers, find_quantities

LONGEST = 120
"""Characters of a question; who writes more tells of himself, too."""
MOST_KEPT = 50_000
LONGEST_MENDED = 4
"""Characters of a word that is mended; in a longer one a slip may as well be another thing."""
_LATIN = re.compile(r"[a-z][a-z0-9]*")
_PIECE = re.compile(r"[\W_]+")
# A figure or a word of a side, a rank or a time that only one of two questions has makes them two.
_TELLING = re.compile(
    r"[〇零一二两三四五六七八九十百千万亿半双单东西南北上下前后左右内外中大小多少新旧老高低初再首次第又仍还已未先非不没无和与及或全各每只仅同异自他别"
    r"省市县区镇村乡国级]"
)
# 最高多少 may be another wording of 多少.
_LIMITS = frozenset({"不超过", "不低于"})
# Asking for one of these is asking for how much, whichever word is used.
_HIDDEN = frozenset({"permission", "obligation", "alternative", "handed_in", "more", "summed", "free"})


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, read. Only what has the same `key` can ask the same; `words` are what else it says, in order.

    `spared` are words that may be missing, `replaced` is how many were put in another word for the same. 去年 is in the
    key as the year that it meant when it was asked. `circumstances` are what no other wording of a question may change.
    """

    key: Hashable
    sort: Sort
    words: tuple[str, ...]
    spared: tuple[str, ...]
    replaced: int
    circumstances: Hashable = ()

    @property
    def said(self) -> str:
        """The words in one."""
        return "".join(self.words)


class QuestionReader:
    """Reads questions with the word lists; the corpus is not asked. Safe to share by threads."""

    def __init__(self, language: Language, words: SameWords) -> None:
        self._language, self._words = language, words
        self._standard = StandardChinese(language.script, language.dialect, language.lexicon.places)
        # Of a thousand answers one changes, and the questions of the others are read already.
        self.approved = lru_cache(MOST_KEPT)(self._approved)
        """A question of an approved answer as it was asked in a year; see `read`."""
        self._sayings = (*words.fillers, *words.light, *words.same, *words.same.values())

    def standard(self, question: str) -> str:
        """The question in plain, standard Simplified Chinese, without what is only polite."""
        text = plain(self._standard(question), self._language.script)
        for _ in range(3):
            shorter = self._words.openings.sub(" ", text).strip(" ,，。!！")
            if shorter == text:
                break
            text = shorter
        return text

    def _approved(self, question: str, year: int) -> Asked | None:
        return self.read(self.standard(question), year)

    def read(self, standard: str, year: int) -> Asked | None:
        """A standard question as it is asked in a year; None where it is too long or says nothing."""
        if not 0 < len(standard) <= LONGEST:
            return None
        places = self._language.lexicon.places
        canonical, replaced = self._words.canonical(standard)
        sort = sort_of(canonical)
        years = forms.years_in(standard, year)
        undated = forms.without_years(sort.rest)
        figures = find_quantities(undated)
        numbers = find_document_numbers(standard)
        key = (
            sort.names,
            years,
            tuple(map(_figure, figures)),
            tuple(number.value for number in numbers),
            tuple(places.find(standard)),
            places.find_other_provinces(standard),
            any(name in standard for name in places.province),
            tuple(_LATIN.findall(undated)),
            tuple(sorted(negations(sort.rest))),
            tuple(sorted(set(strong_words(undated)) - _HIDDEN)),
            sides(undated),
            per_what(undated),
        )
        told, spared = self._cut(_without(undated, figures))
        if not told:
            return None
        said = "".join(told)
        denied = tuple(word for word in negations(sort.rest) if word not in _LIMITS)
        circumstances = (years, key[2], key[3], key[4], key[5], denied)
        return Asked((*key, tuple(sorted(_TELLING.findall(said)))), sort, told, spared, replaced, circumstances)

    def tells(self, question: str, year: int) -> bool:
        """Whether a question names what it is about, so that it can be asked by itself."""
        asked = self.read(self.standard(question), year)
        lexicon = self._language.lexicon
        idle = lexicon.weak_words | lexicon.asking_words | lexicon.idle_words
        return asked is not None and any(word not in idle and len(word) > 1 for word in asked.words)

    def _cut(self, text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        told: list[str] = []
        spared: list[str] = []
        for piece in filter(None, _PIECE.split(text)):
            for word in self._language.tokenizer.pieces(piece):
                if word in self._words.light:
                    spared.append(word)
                elif word not in self._words.fillers:
                    told.append(word)
        return tuple(told), tuple(spared)

    def speller(self, asked: Iterable[Asked]) -> HomophoneIndex:
        """Mends words that sound like one of these questions, but for those that only tell a side or a rank (省级)."""
        words = {word for each in asked for word in each.words}
        words |= {other for other, word in self._words.same.items() if word in words}
        kept = sorted(word for word in words if len(word) <= LONGEST_MENDED and len(_TELLING.sub("", word)) > 1)
        return HomophoneIndex(kept, self._language.readings)

    def mended(self, standard: str, speller: HomophoneIndex) -> tuple[str, int]:
        """A standard question with slips mended, and how many; none where what was typed may be meant."""
        found = speller.correct(standard, self._is_word)
        slips = [pair for typed, meant in found.replacements for pair in zip(typed, meant, strict=False)]
        meant = any(one != other and (_TELLING.match(one) or _TELLING.match(other)) for one, other in slips)
        return (standard, 0) if meant else (found.text, len(found.replacements))

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset((*self._sayings, *self._language.lexicon.sayings))

    def _is_word(self, word: str) -> bool:
        """Whether a stretch is a word of its own, and so no slip."""
        return word in self._known or self._language.tokenizer.is_word(word)


def _figure(quantity: Quantity) -> tuple[object, ...]:
    unit = "%" if quantity.unit == "分之" else quantity.unit
    return quantity.kind, quantity.low, quantity.high, quantity.limit, unit, quantity.value


def _without(text: str, figures: Iterable[Quantity]) -> str:
    for figure in reversed(tuple(figures)):
        text = f"{text[: figure.start]} {text[figure.end :]}"
    return text
