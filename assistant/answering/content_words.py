"""The content words of a question, and what each weighs."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from assistant.answering.lexicon import Lexicon
from assistant.answering.phrases import Phrases
from assistant.answering.phrasings import PhrasingBook
from assistant.answering.question_forms import without_asking_words
from assistant.answering.reading import Term
from assistant.language.tokens import Tokenizer
from assistant.ports import TermStatistics

_SIGNS = re.compile(r"[^\w]+|\d+")
_POINTING = re.compile(
    r"[这那](?:个|些|份|种|边|事|串|批|堆|波|伙|拨)?(?:东西|文件|方案|政策|事情?|问题)?|在吗|在不在|个事|点事|东西"
)
_LINKS = "是的系在有和了"
SHORTEST_NAME = 3
LONGEST_COMPOUND = 4
_HEADS = frozenset("券仓费税款证奖节展店卡赛险贷债")
"""Characters that end a name of three: 海外仓 is another thing than 海外, though the dictionary has it not."""
WEAK_WEIGHT = 0.3
FOREIGN_WEIGHT = 0.2
ABSENT_WEIGHT = 0.3
"""A word that the corpus lacks may be idle talk as well as the point of the question."""
DEED_WEIGHT = 0.8
"""利用 and 掌握 go with anything: what is done says less of the topic than what it is done to."""
SPOKEN_WEIGHT = 0.4
TELLING = 3
"""A word that people ask for more clauses with than that tells none from another (起来, 整个)."""
NAMED_WEIGHT = 0.6
"""A word that ends as names of things do (消费券) is rather the point."""
_TERMS_KEPT = 2048


@dataclass(frozen=True)
class ContentWords:
    """Cuts a stretch into the words that mean something, and weighs them by how rare the corpus has them."""

    tokenizer: Tokenizer
    lexicon: Lexicon
    statistics: TermStatistics
    vocabulary: Phrases
    phrasings: PhrasingBook

    def of(self, stretch: str) -> Iterator[str]:
        """Those of a stretch without blanks, in order."""
        words = self._compounds(self.tokenizer.content_words(stretch), stretch)
        for word in _joined(list(words), stretch):
            if word in self.lexicon.synonyms or (len(word) > 1 and self._means_something(word)):
                yield word

    def all_of(self, text: str) -> list[str]:
        """The words of a question that do more than ask, also those that name nothing."""
        words = self.tokenizer.content_words(without_asking_words(text))
        asking, idle = self.lexicon.asking_words, self.lexicon.idle_words
        return [w for w in words if len(w) > 1 and not w.isdigit() and w not in asking and w not in idle]

    @cached_property
    def term(self) -> Callable[[str], Term]:
        """The word with its weight and what means the same."""
        return lru_cache(_TERMS_KEPT)(self._term)

    def _term(self, word: str) -> Term:
        alternatives = tuple(other for other in self.lexicon.synonyms.get(word, ()) if len(other) > 1)
        total = max(self.statistics.clause_count(), 1)
        frequency = max(map(self._frequency, (word, *alternatives)))
        spoken = 0 if frequency else self.phrasings.frequency(word)
        frequency = frequency or (spoken if spoken <= TELLING else 0)
        weight = math.log(1 + total / (frequency + 0.5))
        if word in self.lexicon.weak_words:
            weight *= WEAK_WEIGHT
        elif spoken and frequency:
            weight *= SPOKEN_WEIGHT
        elif frequency and not (word in self.vocabulary or self.tokenizer.names_a_thing(word)):
            weight *= DEED_WEIGHT
        elif not frequency:
            named = len(word) > 2 and word[-1] in _HEADS
            weight *= FOREIGN_WEIGHT if word.isascii() else NAMED_WEIGHT if named else ABSENT_WEIGHT
        return Term(word, weight, alternatives, frequency > 0, word in self.lexicon.weak_words, 0 < spoken <= TELLING)

    def is_written(self, word: str) -> bool:
        """Whether any clause of the corpus may hold the word, be it inside another one."""
        return self._frequency(word) > 0

    def named_weight(self) -> float:
        """What a word weighs that stands in a single clause, as a figure does that a question names."""
        return math.log(1 + self.statistics.clause_count())

    def thing(self, word: str, text: str) -> str:
        """海外仓 rather than 海外, where the character after a known word makes another thing of it."""
        before, _, rest = text.partition(word)
        if before == text or rest[:1] not in _HEADS or self.statistics.pair_frequency(word[-1] + rest[0]):
            return word
        return word if self.tokenizer.is_word(rest[:2]) else word + rest[0]

    def pairs_known(self, word: str) -> int:
        """How many neighbouring characters of a word the corpus has side by side."""
        return sum(self.statistics.pair_frequency(word[i : i + 2]) > 0 for i in range(len(word) - 1))

    def foreign_name(self, text: str) -> str:
        """A stretch of a question that is no everyday talk and of which the corpus holds no part; else nothing."""
        told = (each for each in self._told(text) if len(each) >= SHORTEST_NAME and not self.pairs_known(each))
        return next(told, "")

    def tells_nothing(self, text: str) -> bool:
        """Whether a question holds nothing but asking words and everyday talk (在吗，问个事)."""
        return all(len(each) < 2 for each in self._told(text))

    def _told(self, text: str) -> list[str]:
        rest = without_asking_words(_POINTING.sub(" ", text))
        for word in sorted(self.lexicon.asking_words | self.lexicon.idle_words, key=len, reverse=True):
            rest = rest.replace(word, " ")
        return [each.strip(_LINKS) for each in _SIGNS.sub(" ", rest).split()]

    def _compounds(self, words: Iterable[str], stretch: str) -> Iterator[str]:
        """快 and 时尚 are one word where the corpus writes 快时尚."""
        held = ""
        for word in (*words, ""):
            lone = 1 in (len(held), len(word)) and len(held + word) <= LONGEST_COMPOUND
            names = word in _HEADS or bool(held and word and self.statistics.pair_frequency(held[-1] + word[0]))
            if held and word and lone and names and held + word in stretch:
                held += word
                continue
            if held:
                yield held
            held = word

    def _means_something(self, word: str) -> bool:
        """A word that the corpus lacks counts only when it names a thing: 皮革 does, 打算 does not."""
        if word in self.lexicon.asking_words:
            return False
        if self.statistics.document_frequency(word):
            return True
        if word in self.lexicon.idle_words:
            return False
        if 0 < self.phrasings.frequency(word) <= TELLING:
            return True
        if self.tokenizer.names_a_thing(word):
            return True
        return len(word) > 2 and not self.tokenizer.is_word(word) and self.pairs_known(word) * 2 >= len(word) - 1

    def _frequency(self, word: str) -> int:
        """Clauses with the word; a term that the index cuts up is as common as its rarest piece."""
        frequency = self.statistics.document_frequency(word)
        if frequency:
            return frequency
        if len(word) == 2 and (self.tokenizer.is_word(word) or self.lexicon.places.find(word)):
            # 高地 stands in 新高地 and 沙溪 in 沙溪休闲服, which the index may have cut elsewhere.
            return self.statistics.pair_frequency(word)
        if len(word) > 2 and self.pairs_known(word) == len(word) - 1:
            return 1
        if word not in self.vocabulary:
            return 0
        pieces = _joined(self.tokenizer.content_words(word), word)
        return min(map(self.statistics.document_frequency, pieces), default=0)


def _joined(words: list[str], stretch: str) -> Iterator[str]:
    """The words, with single characters that stand side by side as one: the dictionary lacks 冷链, the text may not."""
    run = ""
    for word in (*words, ""):
        if len(word) == 1 and run + word in stretch:
            run += word
            continue
        if run:
            yield run
        run = word if len(word) == 1 else ""
        if len(word) > 1:
            yield word
