"""Step: from what a person typed to standalone questions that search and evidence can work with."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.answering.clause_facts import plain
from assistant.answering.dialogue import AS_NEAR, Dialogue
from assistant.answering.document_names import Named
from assistant.answering.further import asks_of_another_time, completed, held_by, of_same_rule, with_background
from assistant.answering.lexicon import Lexicon, ValueType
from assistant.answering.phrasings import Leaning
from assistant.answering.question_details import asks_for_advice, asks_of_policy, asks_of_province, at_home, thanks
from assistant.answering.reader import Reader
from assistant.answering.reading import BARE, Reading, nearest
from assistant.answering.replies import Replies
from assistant.answering.safety import small_talk_reply, unsafe_reply
from assistant.answering.spelling import Spelling
from assistant.answering.split import asks, split, told_apart
from assistant.answering.standard import StandardChinese
from assistant.answering.turn import Part, Turn
from assistant.answering.wording import name_collected
from assistant.corpus.catalogue import Catalogue
from assistant.domain import AnswerStatus, Query, Script, document_of
from assistant.language.normalise import strip_invisible
from assistant.language.script import ScriptConverter

_WHAT_OF = re.compile(r"^(?:那|咁)?.{2,5}(?:呢|哪|嘞)[?？。]*$")
_SEAT = re.compile(r"(?:我们?|我厂|我司|本厂|厂|公司|厂子)(?:就|是|都)?(?:在|位于)?")
"""Before the name of a province: where somebody sits, not where a machine was bought."""


@dataclass(frozen=True, slots=True)
class Understand:
    """Fills `script`, `standalone` and `parts`, or ends the turn: small talk, out of scope, unsafe, nothing asked."""

    catalogue: Catalogue
    lexicon: Lexicon
    reader: Reader
    dialogue: Dialogue
    standard: StandardChinese
    spelling: Spelling
    script: ScriptConverter
    replies: Replies

    def __call__(self, turn: Turn) -> Turn:
        """Reads the question; deterministic, no model."""
        asked_in = self.script.detect(strip_invisible(turn.question.text))
        turn = replace(turn, script=asked_in)
        standard = self.standard(turn.question.text)
        plain_text = plain(standard, self.script)
        ended = self._without_policy(turn, standard.lower(), plain_text)
        if ended is not None:
            return ended
        corrected = self.spelling.correct(standard)
        standalone = self.dialogue.standalone(corrected.text, turn.history, turn.as_of.year, turn.told_of)
        parts = tuple(self._parts(standalone, corrected.text, turn))
        notices = tuple(
            self._in_script(self.replies("notices.correction", corrected=new, typed=old), asked_in)
            for old, new in corrected.replacements
            if not _only_drops_filler(old, new)
        )
        notices += tuple(self._renumbered(part.reading, asked_in) for part in parts if _mistyped(part.reading))
        detail = {
            "script": asked_in,
            "standalone": standalone,
            "parts": [_summary(part.reading) for part in parts],
            "corrections": [list(pair) for pair in corrected.replacements],
        }
        if thanks(plain_text) and not asks(plain_text) and not any(_names_something(part.reading) for part in parts):
            return turn.end(
                AnswerStatus.ANSWERED, self._reply("small_talk.thanks", turn), standalone=standalone, detail=detail
            )
        talk = self.reader.phrasings.small_talk(plain_text)
        if talk and standalone == corrected.text and not any(_asks_for_a_value(part.reading) for part in parts):
            return self._talk(turn, talk, plain_text)
        if all(self._foreign(part) for part in parts):
            reply = self._reply("status.unanswerable_out_of_scope", turn, documents=self._documents())
            return turn.end(AnswerStatus.OUT_OF_SCOPE, reply, standalone=standalone, detail=detail)
        return replace(turn, standalone=standalone, parts=parts, notices=notices, detail=detail)

    def _without_policy(self, turn: Turn, spaced: str, plain_text: str) -> Turn | None:
        conversation = self.lexicon.conversation
        unsafe = unsafe_reply(turn.question.text, spaced, conversation) or unsafe_reply("", plain_text, conversation)
        if unsafe is not None:
            detail = {"route": "unsafe", "reason": unsafe}
            reply = self._reply(f"unsafe.{unsafe}", turn)
            return turn.end(AnswerStatus.REFUSED_UNSAFE, reply, standalone=turn.question.text, detail=detail)
        talk = small_talk_reply(plain_text, conversation) or small_talk_reply(spaced, conversation)
        if talk is not None:
            return self._talk(turn, talk, plain_text)
        if any(pattern.search(spaced) for pattern in conversation.out_of_scope):
            reply = self._reply("status.unanswerable_out_of_scope", turn, documents=self._documents())
            return turn.end(AnswerStatus.OUT_OF_SCOPE, reply, standalone=plain_text, detail={"route": "out_of_scope"})
        return None

    def _talk(self, turn: Turn, kind: str, said: str) -> Turn:
        documents = {"documents": self._documents()} if kind == "identity" else {}
        reply = self._reply(f"small_talk.{kind}", turn, **documents)
        return turn.end(AnswerStatus.ANSWERED, reply, standalone=said, detail={"route": "small_talk", "kind": kind})

    def _parts(self, standalone: str, typed: str, turn: Turn) -> list[Part]:
        parts: list[Part] = []
        all_of_it = self.reader.phrasings.leaning(typed)
        for asked, background in self._split(standalone):
            text = asked if self.lexicon.places.find(asked) else at_home(asked, self.lexicon.places.find(background))
            reading = self._read(text, background, turn, all_of_it)
            held = held_by(parts) if self.catalogue.holds_rules else ""
            further = held and self.dialogue.is_of(held, reading, text)
            of_held = self._put_to(held, text, reading, turn, all_of_it) if further else None
            told = self.reader.read(background, turn.as_of.year) if background else None
            if self.catalogue.holds_rules:
                reading = of_same_rule(reading, [part.reading for part in parts]) if parts else reading
            elif parts and not (reading.terms or reading.places or reading.outline):
                reading = completed(reading, parts[-1].reading)
            if told is not None:
                reading = with_background(reading, told, long=" " in background)
                # 深圳技改 names a rule, and with it where somebody is.
                reading = replace(reading, told_at=self.lexicon.places.find(plain(background, self.script)))
            elif parts and not reading.places:
                reading = replace(reading, told_at=(*parts[-1].reading.places, *parts[-1].reading.told_at))
            if not (reading.places or reading.told_at):
                reading = replace(reading, told_at=self._told_earlier(turn))
            expansions = tuple(other for term in reading.terms for other in term.alternatives)
            words = " ".join(term.text for term in (*reading.terms, *reading.background))
            if of_held is not None:
                of_held = replace(of_held, told_at=(*reading.places, *reading.told_at))
            parts.append(Part(reading, Query(f"{reading.text} {words}".strip(), expansions), of_held=of_held))
        return parts

    def _put_to(self, held: str, text: str, reading: Reading, turn: Turn, all_of_it: Leaning) -> Reading | None:
        """A question that names no rule as one for this rule; None where people ask so of another one."""
        alone = self.reader.likely(text, "")
        own = {key: places for key, places in alone.items() if document_of(key) == held}
        asks = bool(reading.own_words or reading.aspects) or len(text) >= BARE or reading.value is ValueType.RATIO
        if not asks or asks_of_another_time(text) or (reading.own_words and nearest(own) < AS_NEAR * nearest(alone)):
            return None
        named = self._read(self.dialogue.named(held, text), "", turn, all_of_it)
        # Its own words tell which statement is meant, the name only which rule.
        return replace(named, likely={**named.likely, **own})

    def _read(self, text: str, background: str, turn: Turn, all_of_it: Leaning) -> Reading:
        whole = f"{background} {text}"
        return replace(
            self.reader.read(text, turn.as_of.year),
            whole=whole if background else "",
            of_policy=asks_of_policy(whole),
            advice=asks_for_advice(whole),
            leaning=self.reader.phrasings.leaning(whole).beside(all_of_it),
            likely=self.reader.likely(text, background),
        )

    def _split(self, standalone: str) -> tuple[tuple[str, str], ...]:
        """The questions of a text; to rules people tell of themselves first, and only the last clause asks."""
        found = split(standalone)
        if not self.catalogue.holds_rules:
            return found
        return tuple(one for each in found for one in told_apart(each))

    def _told_earlier(self, turn: Turn) -> tuple[str, ...]:
        """Where somebody said to be in the questions before this one, the latest first."""
        # 深圳呢 asks what holds there and does not tell that anybody is there.
        told = (each.question for each in reversed(turn.history) if not _WHAT_OF.search(each.question))
        found = (self.lexicon.places.find(question) for question in told)
        return next(filter(None, found), ())

    def _renumbered(self, reading: Reading, script: Script) -> str:
        """How the number of a document really reads, where the question has it nearly right."""
        named = _mistyped(reading)[0]
        title = self.catalogue.document(named.documents[0]).short_title
        return self._in_script(
            self.replies("notices.number", typed=named.typed, number=named.number, document=f"《{title}》"), script
        )

    def _foreign(self, part: Part) -> bool:
        """About another province, which no collected document mentions."""
        reading, places = part.reading, self.lexicon.places
        if reading.places or reading.told_at or reading.documents or asks_of_province(reading.text):
            return False
        told = f"{reading.whole} {reading.text}"
        if any(name in told for name in places.province):
            return False
        seats = [found.end() for found in _SEAT.finditer(reading.whole)]
        seated = any(places.outside.match(reading.whole, end) for end in seats)
        return seated or bool(places.find_other_provinces(reading.text))

    def _documents(self) -> str:
        return name_collected(self.catalogue, self.replies)

    def _reply(self, name: str, turn: Turn, **values: object) -> str:
        return self._in_script(self.replies(name, **values), turn.script)

    def _in_script(self, text: str, script: Script) -> str:
        return self.script.to_traditional(text) if script is Script.TRADITIONAL else text


def _names_something(reading: Reading) -> bool:
    """Whether a word of it stands in the documents, so that 集聚区数量，谢谢 is a question."""
    return any(not term.weak for term in reading.written_part.terms) or bool(reading.places or reading.aspects)


def _asks_for_a_value(reading: Reading) -> bool:
    return bool(reading.aspects or reading.places or reading.years or reading.quantities or reading.outline)


def _mistyped(reading: Reading) -> list[Named]:
    return [named for named in reading.numbers if named.is_mistyped]


def _only_drops_filler(old: str, new: str) -> bool:
    """沙溪做休闲服 → 沙溪休闲服 mends no spelling that a person should be told of."""
    letters = iter(old)
    return len(new) < len(old) and all(letter in letters for letter in new)


def _summary(reading: Reading) -> dict[str, object]:
    return {
        "form": reading.form,
        "value": reading.value,
        "terms": [term.text for term in reading.terms],
        "aspects": [aspect.label for aspect in reading.aspects],
        "places": list(reading.places),
        "years": list(reading.years),
        "documents": list(reading.documents),
    }
