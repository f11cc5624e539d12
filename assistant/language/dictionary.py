"""jieba's words in a trie: cuts as jieba's own dictionary does, in a fifteenth of its 60 MB, and loads in no time."""

from __future__ import annotations

import marshal
import sys
from array import array
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Self

from marisa_trie import Trie

from assistant.language.cache import keep

# Classes of jieba's dictionary besides the nouns (n…) whose words name a thing: verbal nouns, idioms, abbreviations.
_NAMING = frozenset(("vn", "an", "l", "i", "j", "eng", "x"))
# No word of jieba's dictionary has more characters.
_LONGEST = 16
_FORMAT = 1
_WORDS_KEPT = 8192


class Dictionary:
    """What cutting needs to know of words: the `FREQ` of a jieba tokenizer, which only asks it by `get`.

    `numbers` gives each word its place in `frequencies` and in `classes`, which holds 1 for verbs, adverbs,
    adjectives, numerals, times …: words that name nothing. `total` is the sum of all frequencies.
    """

    def __init__(self, numbers: Trie, frequencies: array[int], classes: bytes, total: int) -> None:
        self._numbers = numbers
        self._frequencies = frequencies
        self._classes = classes
        self._own: dict[str, int] = {}
        self._own_lengths: dict[str, tuple[int, ...]] = {}
        self.get = lru_cache(_WORDS_KEPT)(self._frequency)
        """How frequent a word is; 0 for what is none."""
        self.total = total

    @classmethod
    def load(cls, cache_dir: Path | None) -> Self:
        """From the file in `cache_dir`, which is written when it is missing or damaged; None keeps no file."""
        if cache_dir is None:
            return cls._read()
        path = cache_dir / f"words-{_FORMAT}-{jieba_version()}.cache"
        try:
            trie, frequencies, classes, total = marshal.loads(path.read_bytes())
            return cls(Trie().frombytes(trie), array("I", frequencies), classes, total)
        except (OSError, EOFError, ValueError, TypeError, RuntimeError):
            read = cls._read()
        kept = (read._numbers.tobytes(), read._frequencies.tobytes(), read._classes, read.total)
        keep(path, marshal.dumps(kept))
        return read

    @classmethod
    def _read(cls) -> Self:
        """From the text that comes with jieba, a line a word: 工厂 2961 n."""
        with jieba_alone():
            import jieba
        found: dict[str, int] = {}
        nothing: set[str] = set()
        total = 0
        with jieba.Tokenizer().get_dict_file() as lines:
            for line in lines:
                word, frequency, kind = line.decode("utf-8").split()
                found[word] = int(frequency)
                total += found[word]
                if len(word) > 1 and _names_nothing(kind):
                    nothing.add(word)
        numbers = Trie(found)
        words = [numbers.restore_key(number) for number in range(len(numbers))]
        frequencies = array("I", [found[word] for word in words])
        return cls(numbers, frequencies, bytes(word in nothing for word in words), total)

    def add(self, words: Iterable[str], frequency: int) -> None:
        """Our own words, before anything is cut; one that jieba knows gets this frequency instead."""
        self._own.update(dict.fromkeys(filter(None, words), frequency))
        self.total += frequency * len(self._own)
        lengths: dict[str, set[int]] = {}
        for word in self._own:
            lengths.setdefault(word[0], set()).add(len(word))
        self._own_lengths = {first: tuple(sorted(each)) for first, each in lengths.items()}

    def _frequency(self, word: str) -> int:
        own = self._own.get(word)
        if own is not None:
            return own
        number = self._numbers.get(word)
        return 0 if number is None else self._frequencies[number]

    def lengths_at(self, text: str, start: int) -> list[int]:
        """How long the words are that begin at a place of a text, shortest first."""
        lengths = [len(word) for word in self._numbers.prefixes(text[start : start + _LONGEST])]
        ours = self._own_lengths.get(text[start], ())
        own = [length for length in ours if text[start : start + length] in self._own and start + length <= len(text)]
        return sorted({*lengths, *own}) if own else lengths

    def names_nothing(self, word: str) -> bool:
        """Whether jieba counts a word among those that name no thing."""
        number = self._numbers.get(word)
        return number is not None and bool(self._classes[number])


@contextmanager
def jieba_alone() -> Iterator[None]:
    """For its first import: jieba finds its files through pkg_resources, 10 MB and 0.2 s, but does as well without."""
    if "pkg_resources" in sys.modules:
        yield
        return
    sys.modules["pkg_resources"] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules["pkg_resources"]


def jieba_version() -> str:
    """The version whose words and cuts are used."""
    with jieba_alone():
        import jieba
    return str(jieba.__version__)


def _names_nothing(kind: str) -> bool:
    return kind not in _NAMING and kind[0] != "n"
