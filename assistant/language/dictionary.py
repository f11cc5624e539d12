"""jieba's dictionary with the classes of its words, kept in a form that loads in a third of the time."""

from __future__ import annotations

import marshal
from pathlib import Path
from typing import NamedTuple, Self

from assistant.language.cache import keep

# Classes of jieba's dictionary besides the nouns (n…) whose words name a thing: verbal nouns, idioms, abbreviations.
_NAMING = frozenset(("vn", "an", "l", "i", "j", "eng", "x"))


class Dictionary(NamedTuple):
    """What cutting needs to know of words. What only begins a word has the frequency 0.

    `other_classes` are words that name nothing: verbs, adverbs, adjectives, numerals, times ….
    """

    frequencies: dict[str, int]
    total: int
    other_classes: frozenset[str]

    @classmethod
    def load(cls, cache_dir: Path | None) -> Self:
        """From the file in `cache_dir`, which is written when it is missing or damaged; None keeps no file."""
        import jieba

        if cache_dir is None:
            return cls._read()
        path = cache_dir / f"words-{jieba.__version__}-{marshal.version}.cache"
        try:
            return cls(*marshal.loads(path.read_bytes()))
        except (OSError, EOFError, ValueError, TypeError):
            dictionary = cls._read()
        keep(path, marshal.dumps(tuple(dictionary)))
        return dictionary

    @classmethod
    def _read(cls) -> Self:
        """From the text that comes with jieba, a line a word: 工厂 2961 n."""
        import jieba

        tokenizer = jieba.Tokenizer()
        frequencies, total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
        # One string a word serves both collections, in memory and in the file.
        own = {word: word for word in frequencies}
        with tokenizer.get_dict_file() as lines:
            entries = (line.decode("utf-8").split() for line in lines)
            other = frozenset(own[word] for word, _, kind in entries if len(word) > 1 and _names_nothing(kind))
        return cls(frequencies, total, other)


def _names_nothing(kind: str) -> bool:
    return kind not in _NAMING and kind[0] != "n"
