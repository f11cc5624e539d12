"""Steps over several shelves: which of them a question is about, and one answer from what each of them holds."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.answering.also_asked import STORY
from assistant.answering.contrast import held_in, weighed_in
from assistant.answering.dialogue import told_of
from assistant.answering.lexicon import SUMS
from assistant.answering.overviews import OVERVIEW
from assistant.answering.question_details import asks_whether_listed, asks_whether_mentioned
from assistant.answering.question_forms import Form
from assistant.answering.reading import Reading
from assistant.answering.shelf import Shelf
from assistant.answering.standard import StandardChinese
from assistant.answering.turn import Branch, Part, Turn
from assistant.domain import AnswerStatus

NAMED, NICKNAMED = 1.0, 0.3
"""What it is worth beside likeness, which is 0..1, that a text is named, and that a rule is.

The nickname of a rule (小升规) is also what a plan speaks of.
"""
LOCAL = 0.3
"""The same of a question for the help at a place that has rules of its own."""
NEARLY = 0.85
AHEAD = 1.25
"""How much more a shelf must promise for a part to take it from one that answers it as well."""
ASKED, FALLEN_BACK = 0.14, 0.5
"""What a shelf must promise at least, and beside the first, to answer what that leaves open."""
HEARD, FAR = 0.13, 0.55
"""A question that is so like a statement of one shelf is not read over one that is so much farther from it."""
DOUBTFUL = 0.2
"""An answer that is less sure than this gives way to another shelf's like none."""
OF_A_STORY = 3
"""What is told at length is like lines of any shelf, so how near all of it is counts to this power."""
_PAID = "补贴"
"""The group of aspects about what one receives."""
PAID_FOR = 0.3
"""The same of a plan that names no sum for what is named in the question."""
_THIS = re.compile(
    r"(?:这|该|本|那)(?:个|份|项)?(?:行动)?(?:方案|文件|政策|通知)|^(?:还|现在|目前|过期|有没有过期|是不是过期)"
)


_A_PLAN = re.compile(r"(?<!行[动動])方案|解[读讀]|文件|[这這该該本]个?[政策行动]")
"""A document that is not named may be any."""


class Shelves:
    """The most promising shelf is read first, another where it has no answer or the other promises more."""

    def __init__(self, shelves: Sequence[Shelf], standard: StandardChinese) -> None:
        self._shelves, self._standard = {shelf.name: shelf for shelf in shelves}, standard

    def understand(self, turn: Turn) -> Turn:
        """Reads the question with the words of each shelf; `branches` stand with the most promising first."""
        turn = replace(turn, told_of=told_of(turn.history, [each.hearing.catalogue for each in self._shelves.values()]))
        near = self._near(turn)
        read = [Branch(name, self._shelves[name].understand(turn)) for name in near]
        open_ones = [branch for branch in read if not branch.turn.ended]
        if not open_ones:
            return read[0].turn
        weight = OF_A_STORY if len(turn.question.text) >= STORY else 1
        open_ones = [_heard(branch, near[branch.shelf] ** weight) for branch in _by_longest_names(open_ones)]
        if _asks_of_nothing_named(open_ones):
            open_ones = open_ones[:1]
        ordered = sorted(open_ones, key=lambda branch: -_promise(branch.turn))
        # The shelves stand in order of authority: of two that promise much the same the official text is read first.
        nearly = [branch for branch in open_ones if _promise(branch.turn) >= NEARLY * _promise(ordered[0].turn)]
        ordered = sorted(ordered, key=lambda branch: branch is not nearly[0])
        first = ordered[0].turn
        return replace(first, branches=tuple(ordered), detail=_detail(ordered, first))

    def retrieve(self, turn: Turn) -> Turn:
        """Search on the shelf that is read first."""
        return self._first(turn, lambda shelf: shelf.retrieve)

    def rerank(self, turn: Turn) -> Turn:
        """Order what was found there."""
        return self._first(turn, lambda shelf: shelf.rerank)

    def evidence(self, turn: Turn) -> Turn:
        """What answers each part; another shelf is read where the first leaves a part open or promises less for it."""
        turn = self._first(turn, lambda shelf: shelf.evidence)
        first, *others = turn.branches
        read = [first, *(self._read(branch) for branch in others if _is_wanted(branch.turn, first.turn))]
        return replace(turn, branches=self._weighing(turn.branches, read, _chosen(read)))

    def _weighing(
        self, all_of_them: Sequence[Branch], read: list[Branch], chosen: tuple[Branch, ...]
    ) -> tuple[Branch, ...]:
        """The chosen ones, and those that hold a figure which the question weighs and no chosen one holds.

        The plan names 5000亿, a rule 7000亿: each answers one half of 一个说5000亿，一个说7000亿，哪个对.
        """
        asked = weighed_in(all_of_them[0].turn.standalone)
        told = [branch.shelf for branch in chosen]
        open_ones = asked - self._held(chosen) if asked else asked
        others = [branch for branch in all_of_them if open_ones and branch.shelf not in told]
        for branch in others:
            known = next((each for each in read if each.shelf == branch.shelf), None) or self._read(branch)
            if open_ones & self._held([known]):
                chosen = (*chosen, known)
        return chosen

    def _held(self, branches: Sequence[Branch]) -> frozenset[Decimal]:
        held = (
            held_in(part, self._shelves[branch.shelf].hearing.catalogue)
            for branch in branches
            for part in branch.turn.parts
        )
        return frozenset[Decimal]().union(*held)

    def compose(self, turn: Turn) -> Turn:
        """The drafts of the chosen shelves, one after the other."""
        composed = [self._shelves[branch.shelf].compose(branch.turn) for branch in turn.branches]
        first = composed[0]
        if len(composed) == 1:
            return first
        still_open = [each for each in composed if not each.ended]
        if not still_open:
            return first
        drafts = tuple(dict.fromkeys(draft for each in still_open for draft in each.drafts))
        parts = tuple(part for each in still_open for part in each.parts)
        return replace(still_open[0], drafts=drafts, status=_status(composed), parts=parts)

    def _near(self, turn: Turn) -> dict[str, float]:
        """How near each shelf is to a question beside the nearest, 0..1, without those too far from it to be read."""
        asked = turn.question.text
        if _A_PLAN.search(asked):
            return dict.fromkeys(self._shelves, 1.0)
        asked = self._standard(asked)
        heard = {name: shelf.hearing.likeness(asked) for name, shelf in self._shelves.items()}
        best = max(heard.values())
        beside = {name: likeness / best if best else 1.0 for name, likeness in heard.items()}
        if best < HEARD or turn.history or weighed_in(asked):
            return beside
        return {
            name: near
            for name, near in beside.items()
            if near >= FAR or self._shelves[name].hearing.must_be_read(asked)
        }

    def _first(self, turn: Turn, act: Callable[[Shelf], Callable[[Turn], Turn]]) -> Turn:
        first, *others = turn.branches
        done = act(self._shelves[first.shelf])(first.turn)
        branches = (Branch(first.shelf, done), *others)
        return replace(done, branches=branches, detail=_detail(branches, done))

    def _read(self, branch: Branch) -> Branch:
        shelf = self._shelves[branch.shelf]
        return Branch(branch.shelf, shelf.evidence(shelf.rerank(shelf.retrieve(branch.turn))))


def _by_longest_names(branches: Sequence[Branch]) -> list[Branch]:
    """数字三品行动方案 on one shelf is no 行动方案 of another: a name inside a longer one names nothing."""
    names = {name for branch in branches for part in branch.turn.parts for name in part.reading.names}

    def marked(part: Part) -> Part:
        own = part.reading.names
        inside = bool(own) and all(any(name in other and name != other for other in names) for name in own)
        return replace(part, reading=replace(part.reading, misnamed=True)) if inside else part

    return [
        replace(branch, turn=replace(branch.turn, parts=tuple(map(marked, branch.turn.parts)))) for branch in branches
    ]


def _heard(branch: Branch, near: float) -> Branch:
    """Each part of several, or after a story, knows how near its shelf is to all that was asked."""
    parts = branch.turn.parts
    if len(parts) == 1 and not parts[0].reading.whole:
        return branch
    parts = tuple(replace(part, heard=near) for part in parts)
    return replace(branch, turn=replace(branch.turn, parts=parts))


def _asks_of_nothing_named(branches: Sequence[Branch]) -> bool:
    """这个方案还有效吗 names no document: it is asked of the foremost shelf."""
    readings = [part.reading for branch in branches for part in branch.turn.parts]
    return all(each.form is Form.VALIDITY and not each.documents and _THIS.search(each.text) for each in readings)


def _promise(turn: Turn) -> float:
    """How much the question is like what people ask of a shelf's documents."""
    return max((_part_promise(part) for part in turn.parts), default=0.0)


def _part_promise(part: Part) -> float:
    reading = part.reading
    named = NICKNAMED if reading.of_rules else NAMED
    by_name = named * bool(reading.documents and not reading.misnamed)
    return by_name + LOCAL * reading.is_local + part.heard * reading.nearest


def _is_wanted(other: Turn, first: Turn) -> bool:
    """Whether a further shelf may have something to say beside the one that was read."""
    if len(other.parts) != len(first.parts):
        return not all(map(_answers, first.parts))
    named = all(part.reading.documents for part in (*first.parts, *other.parts))
    return named or any(
        not _surely_answers(one) or _part_promise(another) >= AHEAD * _part_promise(one)
        for one, another in zip(first.parts, other.parts, strict=True)
    )


def _answers(part: Part) -> bool:
    return part.evidence is not None and part.evidence.answers


def _surely_answers(part: Part) -> bool:
    evidence, reading = part.evidence, part.reading
    if evidence is None or not evidence.answers:
        return False
    # A mention answers 瑶绣有没有, however unsure anything else is.
    mentioned = asks_whether_mentioned(reading.text) or asks_whether_listed(reading.text)
    return mentioned or evidence.signs is None or evidence.signs.sureness >= DOUBTFUL


def _chosen(branches: Sequence[Branch]) -> tuple[Branch, ...]:
    """For each part the shelf that answers it and promises most; where none does, the first one says so."""
    if len({len(branch.turn.parts) for branch in branches}) > 1:
        ranked = sorted(branches, key=lambda branch: -sum(map(_answers, branch.turn.parts)))
        return (ranked[0],)
    if len(branches) > 1 and all(_named_and_answered(branch.turn) for branch in branches):
        return tuple(branches)
    owners: list[tuple[int, ...]] = []
    for parts in zip(*(branch.turn.parts for branch in branches), strict=True):
        owners.append(_of_the_same(parts, owners[-1]) if owners else _owners(parts))
    kept = []
    # In the order in which the parts were asked.
    for number in dict.fromkeys(each for those in owners for each in those):
        branch = branches[number]
        own = tuple(part for those, part in zip(owners, branch.turn.parts, strict=True) if number in those)
        kept.append(Branch(branch.shelf, replace(branch.turn, parts=own)))
    return tuple(kept)


def _of_the_same(parts: Sequence[Part], before: tuple[int, ...]) -> tuple[int, ...]:
    """The shelf that answers the part before one that names nothing itself (补几成), if it answers this, too."""
    bare = not any(part.reading.own_words or part.reading.documents for part in parts)
    return before[-1:] if bare and _answers(parts[before[-1]]) else _owners(parts)


def _owners(parts: Sequence[Part]) -> tuple[int, ...]:
    """The shelf that answers a part, after one whose document is named in it and does not say so.

    Who asks how much the plan pays is told that it names no sum, and which rule does.
    """
    answering = _owner(parts)
    if not _answers(parts[answering]):
        return (answering,)
    others = (number for number, part in enumerate(parts) if number != answering and not _answers(part))
    return (*(number for number in others if _asks_what_it_pays(parts[number].reading)), answering)


def _asks_what_it_pays(reading: Reading) -> bool:
    named = bool(reading.documents) and not (reading.of_rules or reading.misnamed)
    return named and (reading.value in SUMS or any(aspect.group == _PAID for aspect in reading.aspects))


def _named_and_answered(turn: Turn) -> bool:
    """Whether a question that names documents of several shelves (行动方案和技改十条) is answered by this one."""
    return all(part.reading.documents and _answers(part) for part in turn.parts)


def _owner(parts: Sequence[Part]) -> int:
    """Which shelf answers a part: the first, unless another that is clearly asked does so instead."""
    first, best = parts[0], 0
    # A plan that is named and names no sum takes no question for money from the rules.
    pays = bool(first.reading.own_words) and _asks_what_it_pays(first.reading)
    for number, part in enumerate(parts[1:], start=1):
        if not _answers(part):
            continue
        taken = _part_promise(parts[best])
        if _surely_answers(first) or best:
            best = number if _part_promise(part) >= max(AHEAD * taken, ASKED) else best
        elif _states_a_need(part) or _part_promise(part) >= (PAID_FOR if pays else max(ASKED, FALLEN_BACK * taken)):
            best = number
    return best


def _states_a_need(part: Part) -> bool:
    return part.evidence is not None and part.evidence.label == OVERVIEW


def _status(turns: Sequence[Turn]) -> AnswerStatus | None:
    statuses = {turn.status for turn in turns}
    return statuses.pop() if len(statuses) == 1 else AnswerStatus.PARTLY_ANSWERED


def _detail(branches: Sequence[Branch], first: Turn) -> dict[str, object]:
    if len(branches) == 1:
        return dict(first.detail)
    return {**first.detail, "shelves": {branch.shelf: round(_promise(branch.turn), 3) for branch in branches}}
