"""How programmes stand for an enterprise, and what would decide more, in a few lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from assistant.channels.labels import OUTCOME_LABELS
from assistant.channels.messages.basis import day_text
from assistant.channels.messages.choices import choice_lines
from assistant.channels.messages.showing import Showing
from assistant.conversing import JUDGE
from assistant.domain import Answer, AskedFact, Choice, Estimate, FactType, FindingSort, Outcome, Verdict, WindowState
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


def judged_text(answer: Answer, show: Showing) -> str:
    """What this message told of the enterprise, and the foremost verdicts where the answer does not tell them."""
    judged = answer.judged
    if judged is None:
        return ""
    told = [each for each in judged.profile if each.told and each.told in answer.question]
    facts = "；".join(f"{show.own(each.name)} {show.own(each.shown)}" for each in told)
    lines = [show("judged.read", facts=facts)] if facts else []
    if judged.verdicts and all(step.name != JUDGE for step in answer.trace):
        shown = judged.verdicts[:MOST_TOLD]
        lines.append(show("judged.lead", as_of=day_text(answer.as_of)))
        lines += (f"· {line}" for line in _verdict_lines(shown, show))
        lines += _apart(shown, show)
        if any(map(_sums, shown)):
            lines.append(show("judged.caution"))
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


def _verdict_lines(verdicts: Sequence[Verdict], show: Showing) -> Iterator[str]:
    """A line for all programmes of which the same is to be said."""
    by_statement: dict[str, list[str]] = {}
    for verdict in verdicts:
        by_statement.setdefault(_statement(verdict, show), []).append(_named(verdict))
    for statement, names in by_statement.items():
        yield f"{show.own('、'.join(names))}：{statement}"


def _named(verdict: Verdict) -> str:
    own = next((each for each in verdict.citations if each.document_id == verdict.document_id), None)
    return f"{verdict.programme}（《{own.short_title or own.title}》）" if own else verdict.programme


def _statement(verdict: Verdict, show: Showing) -> str:
    """How it stands, why not, what was not found, what it may bring, and when the next round is."""
    parts = [show.own(OUTCOME_LABELS[verdict.outcome])]
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
    parts += (_estimated(each, show) for each in _sums(verdict))
    if verdict.next_round and verdict.outcome is Outcome.CLOSED:
        parts.append(show.quoted(verdict.next_round.text.rstrip("。")))
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
