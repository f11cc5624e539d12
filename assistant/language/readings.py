"""How characters sound, without tones and with the mergers of southern accents."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from pathlib import Path

from assistant.language.cache import keep

_INITIALS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"))
_NASAL = re.compile("(?<=[aei])ng$")
# Cantonese and Hakka speakers write 花 and 发, 会 and 肺 for one another.
_LABIAL = {"hu": "fu", "hui": "fei", "hua": "fa", "huo": "fo", "huan": "fan", "hun": "fen"}
_FIRST, _LAST = 0x4E00, 0x9FFF

Sounds = tuple[str, ...]


class Readings:
    """The sounds of terms and of characters from U+4E00 to U+9FFF, as pypinyin tells them. All threads may share it.

    pypinyin costs a quarter of a second and 45 MB, so what it says is kept in `cache_dir` (None: nowhere) and it is
    asked again only when there are new terms.
    """

    def __init__(self, cache_dir: Path | None) -> None:
        self._cache_dir = cache_dir
        self._path = cache_dir and cache_dir / f"sounds-{version('pypinyin')}.json"
        self._characters, self._terms = self._kept() or (_spoken([chr(c) for c in range(_FIRST, _LAST + 1)]), {})
        self._merged: dict[str, str] = {}

    def __reduce__(self) -> tuple[type[Readings], tuple[Path | None]]:
        """Another process reads what has been kept by then, instead of asking for it and keeping less."""
        return Readings, (self._cache_dir,)

    def of_text(self, text: str) -> Sounds:
        """One sound a character, each in its most common reading."""
        return tuple([self._merged.get(character) or self._merge(character) for character in text])

    def of_terms(self, terms: Iterable[str]) -> Mapping[str, frozenset[Sounds]]:
        """The sounds of each term: character by character, and as the word is read (行业 is hang ye)."""
        spoken = {term: self._terms.get(term) or _spoken(term) for term in terms}
        if not spoken.keys() <= self._terms.keys():
            # Several vocabularies share the file: what another one asked for stays.
            self._terms = {**self._terms, **spoken}
            self._keep()
        as_words = {term: tuple(merge(sound) for sound in sounds) for term, sounds in spoken.items()}
        return {
            term: frozenset(sounds for sounds in (self.of_text(term), as_word) if len(sounds) == len(term))
            for term, as_word in as_words.items()
        }

    def _merge(self, character: str) -> str:
        return self._merged.setdefault(character, merge(self._characters[ord(character) - _FIRST]))

    def _kept(self) -> tuple[list[str], dict[str, list[str]]] | None:
        if self._path is None:
            return None
        try:
            kept = json.loads(self._path.read_bytes())
            return kept["characters"], kept["terms"]
        except (OSError, ValueError, TypeError, KeyError):
            return None

    def _keep(self) -> None:
        if self._path is not None:
            kept = {"characters": self._characters, "terms": self._terms}
            keep(self._path, json.dumps(kept, ensure_ascii=False).encode())


def _spoken(text: str | list[str]) -> list[str]:
    """Readings without tones; a list is read item by item."""
    from pypinyin import Style, lazy_pinyin

    return lazy_pinyin(text, style=Style.NORMAL)


def merge(sound: str) -> str:
    """One spelling for the sounds that southern accents do not tell apart."""
    for initial, merged in _INITIALS:
        if sound.startswith(initial):
            sound = merged + sound.removeprefix(initial)
            break
    sound = _NASAL.sub("n", sound)
    return _LABIAL.get(sound, sound)
