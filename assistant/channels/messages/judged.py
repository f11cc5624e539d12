"""How programmes stand for an enterprise, and what would decide more, in a few lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.channels.labels import OUTCOME_LABELS
from assistant.channels.messages.basis import day_text, marks
from assistant.channels.messages.choices import choice_lines
from assistant.channels.messages.showing import Showing
from assistant.conversing import JUDGE
from assistant.domain import (
    Answer,
    AskedFact,
    Choice,
    Citation,
    Estimate,
    FactType,
    FindingSort,
    Outcome,
    Verdict,
    WindowState,
)
from assistant.eligibility.estimating import worth
from assistant.eligibility.outcomes import is_of_old_round, unseen_way
from assistant.eligibility.telling import MOST_TOLD

_OF_THE_DAY = (FindingSort.PERIOD, FindingSort.ROUND)
_FIT = (Outcome.ELIGIBLE, Outcome.LIKELY)
_OPEN = (*_FIT, Outcome.UNDETERMINED)


def asked_of(answer: Answer) -> AskedFact | None:
    """The fact to ask for below an answer; none where nobody's eligibility is in question now."""
    judged = answer.judged
    return judged.missing[0] if judged and judged.verdicts and judged.missing else None


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above an answer: lines with the numbers that each rests on, and the citations of these.

    Numbers after those of the answer itself have no place on its page.
    """

    lines: tuple[tuple[str, tuple[int, ...]], ...]
    citations: tuple[Citation, ...]

    @property
    def text(self) -> str:
        """All of it."""
        return "\n".join(line + marks(numbers) for line, numbers in self.lines)


def head_of(answer: Answer, show: Showing) -> Head | None:
    """The foremost verdicts with what they may bring; None where there are none or the answer tells them itself."""
    shown = _shown(answer)
    if not shown:
        return None
    known = {_place(each): each for each in reversed(answer.citations)}
    names: dict[str, list[str]] = {}
    rests: dict[str, set[int]] = {}
    for verdict in shown:
        statement = _statement(verdict, show)
        names.setdefault(statement, []).append(_named(verdict))
        for citation in _rests_on(verdict):
            number = known.setdefault(_place(citation), replace(citation, n=_next(known.values()))).n
            rests.setdefault(statement, set()).add(number)
    lines: list[tuple[str, tuple[int, ...]]] = [(show("judged.lead", as_of=day_text(answer.as_of)), ())]
    for statement, of in names.items():
        lines.append((f"· {show.own('、'.join(of))}：{statement}", tuple(sorted(rests.get(statement, ())))))
    lines += ((line, ()) for line in _apart(shown, show))
    if any(map(_sums, shown)):
        lines.append((show("judged.caution"), ()))
    cited = set().union(*rests.values())
    return Head(tuple(lines), tuple(each for each in known.values() if each.n in cited))


def further_text(answer: Answer, show: Showing) -> str:
    """What this message told of the enterprise, and when the next round of a foremost programme is."""
    if answer.judged is None:
        return ""
    told = [each for each in answer.judged.profile if each.told and each.told in answer.question]
    facts = "；".join(f"{show.own(each.name)} {show.own(each.shown)}" for each in told)
    lines = [show("judged.read", facts=facts)] if facts else []
    for verdict in _shown(answer):
        if verdict.next_round and verdict.outcome is Outcome.CLOSED:
            lines.append(f"{show.own(verdict.programme)}：{show.quoted(verdict.next_round.text)}")
    return "\n".join(lines)


def asked_text(asked: AskedFact, choices: Sequence[Choice], show: Showing, is_put: bool = False) -> str:
    """The question, what it means, and how to answer; only how to, where the answer has put it already."""
    ask = "\n".join(filter(None, (asked.ask, f"（{asked.help}）" if asked.help else "")))
    if choices:
        how = f"{show('asked.choose')}\n{show.quoted(choice_lines(choices))}"
    else:
        unit = show.own(asked.unit) if asked.type is FactType.COUNT else ""
        how = show("asked.write", example=f"{show(f'asked.example.{asked.type}')}{unit}")
    return how if is_put else f"{show('asked.lead', ask=ask)}\n{how}"


def _shown(answer: Answer) -> Sequence[Verdict]:
    judged = answer.judged
    tells_itself = any(step.name == JUDGE for step in answer.trace)
    return judged.verdicts[:MOST_TOLD] if judged and not tells_itself else ()


def _rests_on(verdict: Verdict) -> Iterator[Citation]:
    """Where its sums, what is not met and its round are written."""
    decided = [each for each in verdict.findings if each.met is False]
    of_round = [each for each in verdict.findings if each.sort is FindingSort.ROUND and each not in decided]
    written = [*(each.citations for each in _sums(verdict)), *(each.citations for each in (*decided, *of_round))]
    numbers = {n for each in written for n in each}
    yield from (each for each in verdict.citations if each.n in numbers)


def _place(citation: Citation) -> tuple[str, int]:
    return citation.clause_id, citation.version


def _next(citations: Iterable[Citation]) -> int:
    return max((each.n for each in citations), default=0) + 1


def _named(verdict: Verdict) -> str:
    own = next((each for each in verdict.citations if each.document_id == verdict.document_id), None)
    return f"{verdict.programme}（《{own.short_title or own.title}》）" if own else verdict.programme


def _statement(verdict: Verdict, show: Showing) -> str:
    """How it stands, what it may bring, why not, and what was not found."""
    parts = [show.own(OUTCOME_LABELS[verdict.outcome])]
    parts += (_estimated(each, show) for each in _sums(verdict))
    if verdict.outcome in (Outcome.CLOSED, Outcome.UPCOMING):
        parts.append(_apart_from_the_round(verdict, show))
    if any(each.missed for each in verdict.findings):
        parts.append(show("judged.missed"))
    if verdict.window and verdict.window.differs_by_city and verdict.window_state is not WindowState.CLOSED:
        parts.append(show("judged.cities"))
    if verdict.conditions in _FIT and any(each.confirm and each.met is None for each in verdict.findings):
        parts.append(show("judged.papers"))
    for name, labels in _labels(verdict).items():
        if labels:
            parts.append(show(f"judged.{name}", labels=show.own("、".join(labels))))
    return f"{'；'.join(parts)}。"


def _apart_from_the_round(verdict: Verdict, show: Showing) -> str:
    if verdict.conditions in _FIT and any(map(is_of_old_round, verdict.findings)):
        return show("judged.other_round")
    return show("judged.by_round", outcome=show.own(OUTCOME_LABELS[verdict.conditions]))


def _labels(verdict: Verdict) -> Mapping[str, list[str]]:
    """What speaks against it, and what no document tells, by the words for each."""
    failed = [each for each in verdict.findings if each.met is False and each.sort not in _OF_THE_DAY]
    unseen = filter(None, map(unseen_way, verdict.findings))
    ways = [each.label for each in unseen if verdict.conditions is not Outcome.NOT_ELIGIBLE]
    return {
        "not_met": [each.label for each in failed if each.sort is not FindingSort.EXCLUSION],
        "shut_out": [each.label for each in failed if each.sort is FindingSort.EXCLUSION],
        "unseen": [each.label for each in verdict.findings if each.sort is FindingSort.UNSEEN] + ways,
    }


def _sums(verdict: Verdict) -> list[Estimate]:
    """What can be reckoned of what one may still get."""
    may_be_had = verdict.conditions in _OPEN and verdict.outcome is not Outcome.EXPIRED
    return [each for each in verdict.estimates if worth(each)] if may_be_had else []


def _estimated(estimate: Estimate, show: Showing) -> str:
    told = worth(estimate)
    if told.endswith(estimate.formula):
        return show("judged.fixed", label=show.own(estimate.label), worth=show.own(told))
    formula = show.own(estimate.formula)
    return show("judged.estimate", label=show.own(estimate.label), formula=formula, worth=show.own(told))


def _apart(verdicts: Sequence[Verdict], show: Showing) -> Iterator[str]:
    """That only one of two programmes may be had, where both would be."""
    fit = {each.programme_id for each in verdicts if each.conditions in _FIT}
    for verdict in verdicts:
        for relation in verdict.relations:
            both = verdict.programme_id in fit and fit & set(relation.programmes)
            if both and not relation.together:
                yield show.quoted(relation.note.text)
