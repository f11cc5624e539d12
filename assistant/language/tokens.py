"""Words and character bigrams of Chinese text, for search and for weighing what a question is about."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Self

from assistant.errors import MalformedKnowledge
from assistant.language.dictionary import Dictionary, jieba_version
from assistant.language.normalise import nfkc, strip_invisible
from assistant.language.script import ScriptConverter

_CJK = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_RUN = re.compile(rf"(?P<cjk>[{_CJK}]+)|[^\W{_CJK}_]+(?:[.,'&+-][^\W{_CJK}_]+)*")
_WORD = re.compile(r"\w")
_SPACES = r"[ \t\u00a0\u3000]+"
_LAYOUT_SPACE = re.compile(rf"(?<=[{_CJK}]){_SPACES}(?=[{_CJK}\d])|(?<=\d){_SPACES}(?=[{_CJK}%])")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
# jieba gives a term of the user dictionary its own frequency; this one beats every cut through it.
_TERM_FREQUENCY = 100_000
_CUTS_KEPT = 2048


class Tokenizer:
    """Cuts text with jieba and our own terms. One instance serves all threads once it has been constructed.

    Text is normalised first: NFKC, Simplified, lower case, no spaces inside figures or between characters.
    """

    def __init__(self, terms: Sequence[str], stopwords: Collection[str], cache_dir: Path | None) -> None:
        from assistant.language.cutter import Cutter

        self._converter = ScriptConverter()
        self._normal = lru_cache(_CUTS_KEPT)(self._normalised)
        self._dictionary = Dictionary.load(cache_dir)
        self._dictionary.add(map(self.normalise, terms), _TERM_FREQUENCY)
        self._jieba = Cutter(self._dictionary)
        self._stopwords = frozenset(self.normalise(word) for word in stopwords)
        lists = (jieba_version(), *terms, "", *sorted(self._stopwords))
        # One question is cut for both indexes and for its meaning, and the words beside it come again and again.
        self._indexed = lru_cache(_CUTS_KEPT)(self._cut_for_index)
        self._pairs = lru_cache(_CUTS_KEPT)(self._cut_pairs)
        self._content = lru_cache(_CUTS_KEPT)(self._cut_content)
        self.digest = hashlib.sha256("\n".join(lists).encode()).hexdigest()
        """Names the word lists: an index cut with other ones must be rebuilt."""
        self._made_from = tuple(terms), frozenset(stopwords), cache_dir

    def __reduce__(self) -> tuple[type[Self], tuple[object, ...]]:
        """In another process it cuts with the same lists, whatever their files hold meanwhile."""
        return type(self), self._made_from

    @classmethod
    def from_files(cls, terms_path: Path, stopwords_path: Path, cache_dir: Path | None) -> Self:
        """Reads one entry a line; `#` begins a comment. Raises MalformedKnowledge."""
        return cls(read_words(terms_path), read_words(stopwords_path), cache_dir)

    def normalise(self, text: str) -> str:
        """The spelling that tokens are cut from."""
        return self._normal(text)

    def _normalised(self, text: str) -> str:
        folded = self._converter.to_simplified(nfkc(strip_invisible(text))).lower()
        return _THOUSANDS.sub("", _LAYOUT_SPACE.sub("", folded))

    def words(self, text: str) -> list[str]:
        """Words for an index: long words also give the shorter words inside them."""
        return self._keep(self._jieba.lcut_for_search(self.normalise(text)))

    def content_words(self, text: str) -> list[str]:
        """Words that carry meaning, longest cut only, stop words removed."""
        return list(self._content(text))

    def pieces(self, text: str) -> list[str]:
        """The text as it is, cut into words; joined they give it again."""
        cut: list[str] = self._jieba.lcut(text, HMM=False)
        return cut

    def is_word(self, word: str) -> bool:
        """Whether a normalised word stands in jieba's dictionary or is one of our terms."""
        return bool(self._dictionary.get(word))

    def names_a_thing(self, word: str) -> bool:
        """Whether a normalised word is a noun or a name by jieba's dictionary, or Latin; unknown characters are not."""
        if word.isascii():
            return len(word) > 1
        return bool(self._dictionary.get(word)) and not self._dictionary.names_nothing(word)

    def bigrams(self, text: str) -> list[str]:
        """Neighbouring pairs of characters; Latin words and figures whole; a lone character as it is."""
        return list(self._pairs(text))

    def is_stopword(self, word: str) -> bool:
        """Whether a normalised word carries no meaning of its own."""
        return word in self._stopwords

    def index_words(self, text: str) -> list[str]:
        """Words as the indexes know them: every cut of a long word, without stop words."""
        return list(self._indexed(text))

    def _cut_for_index(self, text: str) -> tuple[str, ...]:
        return tuple(word for word in self.words(text) if word not in self._stopwords)

    def _cut_content(self, text: str) -> tuple[str, ...]:
        cut = self._jieba.lcut(self.normalise(text), HMM=False)
        return tuple(word for word in self._keep(cut) if word not in self._stopwords)

    def _cut_pairs(self, text: str) -> tuple[str, ...]:
        return tuple(self._bigrams(self.normalise(text)))

    @staticmethod
    def _keep(words: Iterable[str]) -> list[str]:
        return [word for word in words if _WORD.search(word)]

    @staticmethod
    def _bigrams(text: str) -> Iterator[str]:
        for run in _RUN.finditer(text):
            characters = run.group()
            if run.group("cjk") is None or len(characters) == 1:
                yield characters
            else:
                yield from (characters[i : i + 2] for i in range(len(characters) - 1))


def read_words(path: Path) -> tuple[str, ...]:
    """Entries of a word list, in order, without comments and blank lines. Raises MalformedKnowledge."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except FileNotFoundError:
        raise MalformedKnowledge(path, 1, "找不到词表文件", "请恢复该文件，或检查知识目录的设置") from None
    except UnicodeDecodeError:
        raise MalformedKnowledge(path, 1, "词表不是 UTF-8 编码", "请另存为 UTF-8") from None
    entries = (line.split("#", 1)[0].strip() for line in lines)
    return tuple(dict.fromkeys(entry for entry in entries if entry))
