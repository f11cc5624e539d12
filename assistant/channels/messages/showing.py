"""How one answer is shown: in the script of the person, as the client takes text, with links to its own page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from assistant.channels.messages.plain import plain
from assistant.channels.messages.words import MessageWords
from assistant.domain import Script


@dataclass(frozen=True, slots=True)
class Style:
    """What a client takes for text, how it writes a link from an address and its text, and a bare address."""

    escaped: Callable[[str], str]
    link: Callable[[str, str], str]
    address: Callable[[str], str]


# WeChat makes a link of a bare address by itself.
PLAIN = Style(plain, lambda address, text: f'<a href="{address}">{text}</a>', str)


@dataclass(frozen=True, slots=True)
class Showing:
    """The words in one script and style; `page` is the address of the answer's page, empty where it has none."""

    words: MessageWords
    script: Script
    style: Style
    page: str

    def __call__(self, name: str, /, **values: object) -> str:
        """A wording with its fields filled in."""
        return self.style.escaped(self.words(name, self.script, **values))

    def own(self, text: str) -> str:
        """Something that we named."""
        return self.style.escaped(self.words.own(text, self.script))

    def quoted(self, text: str) -> str:
        """What a document or a person says, in its own script."""
        return self.style.escaped(text)

    def page_line(self) -> str:
        """Where all of the answer can be read; empty where it has no page."""
        address = self.style.address(self.page)
        return self.words("basis.page", self.script, address=address) if self.page else ""

    def place(self, n: int, text: str) -> str:
        """A link to a cited place on the page of the answer."""
        return self.style.link(f"{self.page}#{n}", text)
