"""Spoken Cantonese into standard written words, so that search and reading meet the corpus' language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Self

import yaml

from assistant.errors import MalformedKnowledge
from assistant.language.script import ScriptConverter

_EDGE = r"\s，。；：、！？,.;:!?“”\"'()（）《》"
_KEYS = frozenset(("words", "after", "not_after", "before", "not_before", "starts", "ends", "spoken_only"))


@dataclass(frozen=True, slots=True)
class DialectRule:
    """One word with what it means. The lists name the single characters around it that decide; "" decides nothing.

    `starts` and `ends` want the edge of the text or punctuation there; `spoken_only` wants another, plainly spoken
    word in the text.
    """

    word: str
    standard: str
    after: str = ""
    not_after: str = ""
    before: str = ""
    not_before: str = ""
    starts: bool = False
    ends: bool = False
    spoken_only: bool = False

    def pattern(self) -> re.Pattern[str]:
        """The word with its surroundings as a regular expression; Latin letters match in either case."""
        parts = (
            f"(?<![^{_EDGE}])" if self.starts else "",
            f"(?<=[{re.escape(self.after)}])" if self.after else "",
            f"(?<![{re.escape(self.not_after)}])" if self.not_after else "",
            re.escape(self.word),
            f"(?=[{re.escape(self.before)}])" if self.before else "",
            f"(?![{re.escape(self.not_before)}])" if self.not_before else "",
            f"(?![^{_EDGE}])" if self.ends else "",
        )
        return re.compile("".join(parts), re.IGNORECASE)

    @property
    def rank(self) -> tuple[int, int]:
        """Longer words are tried first, and of two rules for one word the one that asks for more."""
        return -len(self.word), -sum(map(bool, (self.after, self.before, self.starts, self.ends)))


class DialectTable:
    """Replaces spoken words from left to right. Works on Traditional and on Simplified typing."""

    def __init__(self, rules: Sequence[DialectRule], particles: str) -> None:
        converter = ScriptConverter()
        self._by_first: dict[str, list[tuple[DialectRule, re.Pattern[str]]]] = {}
        for rule in sorted(rules, key=lambda each: each.rank):
            for word in sorted({rule.word, converter.to_simplified(rule.word)}):
                respelt = replace(rule, word=word)
                self._by_first.setdefault(word[0].lower(), []).append((respelt, respelt.pattern()))
        self._first = (
            re.compile(f"[{re.escape(''.join(self._by_first))}]", re.IGNORECASE)
            if self._by_first
            else re.compile("(?!)")
        )
        self._particles = re.compile(f"[{re.escape(particles)}]+(?=[{_EDGE}]|$)") if particles else None

    @classmethod
    def from_file(cls, path: Path) -> Self:
        """Reads `words`, `in_context` and `particles`. Raises MalformedKnowledge."""
        content = _read(path)
        rules = list(_rules(path, {"words": content.get("words") or {}}))
        for entry in content.get("in_context") or ():
            rules += _rules(path, entry)
        return cls(rules, str(content.get("particles") or ""))

    def to_standard(self, text: str) -> str:
        """The text in standard written Chinese; words that are not in the table stay."""
        if self._particles is not None:
            text = self._particles.sub("", text)
        found = self._find(text)
        if any(not rule.spoken_only for _, _, rule in found):
            return _replaced(text, found)
        return text

    def traced(self, text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
        """The same text as `to_standard` gives, and for each character of it the span of `text` that it stands for."""
        spans = [(at, at + 1) for at in range(len(text))]
        if self._particles is not None:
            dropped = {at for match in self._particles.finditer(text) for at in range(*match.span())}
            spans = [span for span in spans if span[0] not in dropped]
            text = "".join(text[start:end] for start, end in spans)
        found = self._find(text)
        if all(rule.spoken_only for _, _, rule in found):
            return text, tuple(spans)
        traced: list[tuple[int, int]] = []
        done = 0
        for start, end, rule in found:
            traced += (*spans[done:start], *[(spans[start][0], spans[end - 1][1])] * len(rule.standard))
            done = end
        return _replaced(text, found), (*traced, *spans[done:])

    def _find(self, text: str) -> list[tuple[int, int, DialectRule]]:
        found: list[tuple[int, int, DialectRule]] = []
        done = 0
        for trigger in self._first.finditer(text):
            start = trigger.start()
            if start < done:
                continue
            # The regular expression takes İ for i and ſ for s, which lower() does not.
            for rule, pattern in self._by_first.get(trigger.group().lower(), ()):
                if match := pattern.match(text, start):
                    done = match.end()
                    found.append((start, done, rule))
                    break
        return found


def _replaced(text: str, found: Sequence[tuple[int, int, DialectRule]]) -> str:
    pieces: list[str] = []
    done = 0
    for start, end, rule in found:
        pieces += (text[done:start], rule.standard)
        done = end
    return "".join((*pieces, text[done:]))


def _rules(path: Path, entry: object) -> Iterator[DialectRule]:
    if not isinstance(entry, Mapping) or entry.keys() - _KEYS or not isinstance(entry.get("words"), Mapping):
        raise MalformedKnowledge(path, 1, f"有看不懂的一条：{entry}", "请对照文件开头的说明改正")
    conditions = {name: value for name, value in entry.items() if name != "words"}
    for word, standard in entry["words"].items():
        yield DialectRule(str(word), str(standard), **conditions)


def _read(path: Path) -> Mapping[str, Any]:
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise MalformedKnowledge(path, 1, "找不到方言对照表", "请恢复该文件，或检查知识目录的设置") from None
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        mark = getattr(error, "problem_mark", None)
        raise MalformedKnowledge(path, mark.line + 1 if mark else 1, "对照表不是有效的 YAML", "请改正后重试") from error
    if not isinstance(content, Mapping):
        raise MalformedKnowledge(path, 1, "对照表应分 words、in_context、particles 三部分", "请对照文件开头的说明改正")
    return content
