"""How characters sound, without tones and with the mergers of southern accents."""

from __future__ import annotations

import re

_INITIALS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"))
_NASAL = re.compile("(?<=[aei])ng$")
# Cantonese and Hakka speakers write 花 and 发, 会 and 肺 for one another.
_LABIAL = {"hu": "fu", "hui": "fei", "hua": "fa", "huo": "fo", "huan": "fan", "hun": "fen"}


class Readings:
    """Looks up sounds with pypinyin, each character once."""

    def __init__(self) -> None:
        from pypinyin import Style, lazy_pinyin

        self._pinyin = lazy_pinyin
        self._style = Style.NORMAL
        self._of_character: dict[str, str] = {}

    def of_text(self, text: str) -> tuple[str, ...]:
        """One sound a character, each in its most common reading."""
        return tuple([self._of_character.get(character) or self._look_up(character) for character in text])

    def of_term(self, term: str) -> frozenset[tuple[str, ...]]:
        """The sounds of a term: character by character, and as the word is read (行业 is hang ye)."""
        as_a_word = tuple(merge(sound) for sound in self._pinyin(term, style=self._style))
        return frozenset({self.of_text(term), as_a_word if len(as_a_word) == len(term) else self.of_text(term)})

    def _look_up(self, character: str) -> str:
        sound = merge(self._pinyin(character, style=self._style)[0])
        return self._of_character.setdefault(character, sound)


def merge(sound: str) -> str:
    """One spelling for the sounds that southern accents do not tell apart."""
    for initial, merged in _INITIALS:
        if sound.startswith(initial):
            sound = merged + sound.removeprefix(initial)
            break
    sound = _NASAL.sub("n", sound)
    return _LABIAL.get(sound, sound)
