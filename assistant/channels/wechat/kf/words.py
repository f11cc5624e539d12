"""What 微信客服 shows: plain text, in which an address is a link and a tag is not."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.channels.messages.correspondence import Texts
from assistant.channels.messages.texting import asks_for_person
from assistant.domain import Answer, Reply

_LINK = re.compile(r'<a href="([^"]*)">([^<]*)</a>')


class BareLinks:
    """Texts whose links stand as addresses behind what they lead to, which takes fewer bytes."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self.say, self.chosen, self.foot, self.welcome = texts.say, texts.chosen, texts.foot, texts.welcome

    def tell(self, answer: Answer) -> Reply:
        """See Texts."""
        reply = self._texts.tell(answer)
        if asks_for_person(answer):
            return replace(reply, parts=(self.say("staff_here"),))
        return replace(reply, parts=tuple(_LINK.sub(r"\2 \1", part) for part in reply.parts))
