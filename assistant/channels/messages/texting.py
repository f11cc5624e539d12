"""The one translation of answers to what a messenger shows; every messenger channel uses it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.channels.messages.choices import choice_lines, choices_of, chosen, numbered
from assistant.channels.messages.cutting import cut, size
from assistant.channels.messages.judged import asked_of, asked_text, further_text, head_of
from assistant.channels.messages.markdown import MARKDOWN, paragraphs
from assistant.channels.messages.quoting import Quoted
from assistant.channels.messages.showing import PLAIN, Showing, Style
from assistant.channels.messages.suggesting import suggested, suggestions_text
from assistant.channels.messages.words import SAMPLES, MessageWords
from assistant.domain import Answer, AnswerStatus, AskedFact, Choice, Reply, Script

LIMIT = 1900
"""Bytes of one message: WeChat takes 2048 and gives no number for replies, so some are left."""
MARKDOWN_LIMIT = 20480
_HANDOVER = ("small_talk", "handover")


class Texting:
    """Tells answers in messages of at most `limit` bytes of UTF-8, with links to `public_url` where it is set.

    `contact` says whom to ask where the assistant has no answer. Safe to share by threads.
    """

    def __init__(self, words: MessageWords, public_url: str, contact: str, limit: int = LIMIT) -> None:
        self._words, self._public_url, self._contact, self.limit = words, public_url.rstrip("/"), contact, limit

    def say(self, name: str, asked: str = "", **values: object) -> str:
        """A text of the channel itself, `channel.<name>` of the words, in the script of what the person `asked`."""
        script = self._words.script_of(asked)
        return self._words(f"channel.{name}", script, contact=self._words.own(self._contact, script), **values)

    def welcome(self, name: str = "welcome") -> Reply:
        """What a person sees first, or `menu_help`, with questions to choose from."""
        questions = [self._words(f"samples.{sample}") for sample in SAMPLES]
        choices = numbered([(question, question) for question in questions])
        return Reply((self.say(name, samples=choice_lines(choices)),), choices)

    def foot(self, left: int, asked: str = "") -> str:
        """What stands below a part after which so many are still to be fetched, its line breaks included."""
        return f"\n\n{self.say('more_parts', asked, n=left)}"

    def chosen(self, text: str, choices: Sequence[Choice]) -> str | None:
        """What a reply by number means, None where it is an ordinary message."""
        return chosen(text, choices)

    def tell(self, answer: Answer) -> Reply:
        """The answer in plain text, with choices where it asks; all parts but the last leave room for a `foot`."""
        if asks_for_person(answer):
            return Reply((self._whom_to_ask(answer),), (), answer.id, answer.conversation_id)
        show, asked = self._showing(answer, PLAIN), asked_of(answer)
        choices = self.choices(answer)
        further = "" if asked else suggestions_text(answer, choices, show)
        parts = self._parts(answer, show, _asked_text(answer, asked, choices, show), further)
        # A suggestion is left out where it would make the answer longer by a message.
        offered = choices if asked or (further and parts[-1].endswith(further)) else ()
        awaits = asked is not None or answer.status is AnswerStatus.CLARIFICATION_NEEDED
        return Reply(parts, offered, answer.id, answer.conversation_id, awaits=awaits)

    def tell_markdown(self, answer: Answer) -> str:
        """The answer in one message of Markdown, in at most 20480 bytes; what is cut off stands on the page."""
        if asks_for_person(answer):
            return self._whom_to_ask(answer)
        show, asked, choices = self._showing(answer, MARKDOWN), asked_of(answer), self.choices(answer)
        below = [further_text(answer, show), _asked_text(answer, asked, choices, show)]
        below.append("" if asked else suggestions_text(answer, choices, show))
        whole = paragraphs(_joined(Quoted(answer, show, self._contact, head_of(answer, show)).whole(), below))
        if size(whole) <= MARKDOWN_LIMIT:
            return whole
        end = _joined("", [show("basis.cut"), show.page_line()])
        return cut(whole, MARKDOWN_LIMIT - size(end) - 2)[0] + f"\n\n{end}"

    def choices(self, answer: Answer) -> tuple[Choice, ...]:
        """What the question at the end of an answer offers, or what may be asked next, whichever way it is told."""
        asked = asked_of(answer)
        if asked:
            return choices_of(asked, self._words, self._script_of(answer))
        return () if asks_for_person(answer) else suggested(answer, self._showing(answer, PLAIN))

    def _whom_to_ask(self, answer: Answer) -> str:
        return self.say("whom_to_ask", answer.question)

    def _parts(self, answer: Answer, show: Showing, asked: str, further: str) -> tuple[str, ...]:
        quoted = Quoted(answer, show, self._contact, head_of(answer, show))
        below = [*filter(None, (further_text(answer, show), asked))]
        for whole in (
            _joined(quoted.whole(), below, [further]),
            _joined(quoted.whole(is_short=True), below, [further]),
            _joined(quoted.whole(is_short=True), below),
        ):
            if size(whole) <= self.limit:
                return (whole,)
        room = self.limit - size(self.foot(99))
        parts = quoted.parts(room, goes_on=bool(below))
        for block in below:
            joined = _joined(parts[-1], [block])
            if size(joined) <= room:
                parts[-1] = joined
            else:
                parts += cut(block, room)
        longer = _joined(parts[-1], [further])
        return (*parts[:-1], longer if size(longer) <= self.limit else parts[-1])

    def _showing(self, answer: Answer, style: Style) -> Showing:
        page = f"{self._public_url}/a/{answer.id}" if self._public_url else ""
        return Showing(self._words, self._script_of(answer), style, page)

    def _script_of(self, answer: Answer) -> Script:
        """The script in which the answer speaks, which follows the whole conversation: 是 alone tells none."""
        own = (each.text for each in answer.sentences if not each.citations)
        asked = (each.ask for each in answer.judged.missing[:1]) if answer.judged else ()
        return self._words.script_of("\n".join((answer.question, *answer.notices, *own, *asked, *answer.follow_ups)))


def asks_for_person(answer: Answer) -> bool:
    """Whether somebody asked for a person or a telephone number, which the channel knows better than the answer."""
    return any((each.detail.get("route"), each.detail.get("kind")) == _HANDOVER for each in answer.trace)


def _asked_text(answer: Answer, asked: AskedFact | None, choices: Sequence[Choice], show: Showing) -> str:
    """The question to the person below an answer, empty where there is none."""
    is_put = asked is not None and any(asked.ask in each.text for each in answer.sentences)
    return asked_text(asked, choices, show, is_put) if asked else ""


def _joined(first: str, *blocks: Iterable[str]) -> str:
    return "\n\n".join(filter(None, (first, *(block for each in blocks for block in each))))
